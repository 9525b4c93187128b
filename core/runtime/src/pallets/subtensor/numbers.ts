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
  MaxAllowedUidsSet: 10, AdjustmentIntervalSet: 13, RegistrationPerIntervalSet: 14,
  MaxRegistrationsPerBlockSet: 15, ActivityCutoffSet: 16, RhoSet: 17, KappaSet: 19, MinAllowedWeightSet: 20,
  WeightsSetRateLimitSet: 23, ImmunityPeriodSet: 24, BondsMovingAverageSet: 25, MaxAllowedValidatorsSet: 28,
  AxonServed: 29, WeightsVersionKeySet: 33, ServingRateLimitSet: 36, MaxBurnSet: 38, MinBurnSet: 39,
  TxDelegateTakeRateLimitSet: 42, AdminFreezeWindowSet: 44, OwnerHyperparamRateLimitSet: 45,
  RegistrationAllowed: 51, TempoSet: 53, AdjustmentAlphaSet: 56, SubnetOwnerCutSet: 58,
  NetworkRateLimitSet: 59, NetworkImmunityPeriodSet: 60, StartCallDelaySet: 61, NetworkMinLockCostSet: 62,
  SubnetLimitSet: 63, NetworkLockCostReductionIntervalSet: 64, TakeDecreased: 65, TakeIncreased: 66,
  MinDelegateTakeSet: 69, SubnetIdentitySet: 79, FirstEmissionBlockNumberSet: 96, MinAllowedUidsSet: 112,
  MinNonImmuneUidsSet: 114,
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
  "TxRateLimitExceeded", "InvalidIdentity", "MechanismDoesNotExist", "SubnetNotExists", "AmountTooLow",
  "SlippageTooHigh", "ActivityCutoffTooLow", "FirstEmissionBlockNumberAlreadySet",
  "NeedWaitingMoreBlocksToStarCall", "SubtokenDisabled", "AdminActionProhibitedDuringWeightsWindow",
  "CannotAffordLockCost", "RegistrationPriceLimitExceeded",
];

export const numbers: PalletNumbers = { calls, events, errors };
