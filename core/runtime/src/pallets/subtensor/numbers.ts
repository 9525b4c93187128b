// The numbers of SubtensorModule on the wire. Calls and events keep those of spec 461; errors are our own list, contiguous
// and in 461's order, because clients look errors up by position (substrate-wire §2.6.5). A new error goes where 461 has it,
// and with it the spec version rises.

import type { PalletNumbers } from "@plexus/core/frame";

const calls = {
  set_weights: 0, add_stake: 2, remove_stake: 3, serve_axon: 4, burned_register: 7, register_network: 59,
  root_register: 62, decrease_take: 65, increase_take: 66, set_subnet_identity: 78,
  register_network_with_identity: 79, add_stake_limit: 88, remove_stake_limit: 89, start_call: 92,
  set_mechanism_weights: 119, register_limit: 134,
};

const events = {
  NetworkAdded: 0, NetworkRemoved: 1, StakeAdded: 2, StakeRemoved: 3, WeightsSet: 5, NeuronRegistered: 7,
  AxonServed: 29, TakeDecreased: 65, TakeIncreased: 66, SubnetIdentitySet: 79, FirstEmissionBlockNumberSet: 96,
};

const errors = [
  "RootNetworkDoesNotExist", "InvalidIpType", "InvalidIpAddress", "InvalidPort", "HotKeyNotRegisteredInSubNet",
  "HotKeyAccountNotExists", "HotKeyNotRegisteredInNetwork", "NonAssociatedColdKey", "NotEnoughStakeToWithdraw",
  "NotEnoughBalanceToStake", "NeuronNoValidatorPermit", "WeightVecNotEqualSize", "DuplicateUids",
  "UidVecContainInvalidOne", "WeightVecLengthIsLow", "TooManyRegistrationsThisBlock",
  "HotKeyAlreadyRegisteredInSubNet", "MaxWeightExceeded", "SettingWeightsTooFast", "IncorrectWeightVersionKey",
  "ServingRateLimitExceeded", "UidsLengthExceedUidsInSubNet", "NetworkTxRateLimitExceeded",
  "DelegateTxRateLimitExceeded", "SubNetRegistrationDisabled", "TooManyRegistrationsThisInterval",
  "NotSubnetOwner", "RegistrationNotPermittedOnRootSubnet", "StakeTooLowForRoot", "AllNetworksInImmunity",
  "CanNotSetRootNetworkWeights", "NoNeuronIdAvailable", "DelegateTakeTooLow", "DelegateTakeTooHigh",
  "InvalidIdentity", "MechanismDoesNotExist", "SubnetNotExists", "AmountTooLow", "SlippageTooHigh",
  "FirstEmissionBlockNumberAlreadySet", "NeedWaitingMoreBlocksToStarCall", "SubtokenDisabled",
  "CannotAffordLockCost", "RegistrationPriceLimitExceeded",
];

export const numbers: PalletNumbers = { calls, events, errors };
