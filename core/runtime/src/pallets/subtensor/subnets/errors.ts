// Refusals about subnets, under the names of spec 461.

import { defineErrors } from "@plexus/core/frame";

export const errors = defineErrors({
  RootNetworkDoesNotExist: "Root, subnet 0, does not exist on this chain.",
  NetworkTxRateLimitExceeded: "A subnet was created too recently: wait for NetworkRateLimit blocks.",
  NotSubnetOwner: "Only the subnet's owner may do this: sign with its coldkey.",
  AllNetworksInImmunity: "There are as many subnets as allowed, and all are too young to be pruned.",
  TxRateLimitExceeded: "The owner set this parameter too recently: wait for OwnerHyperparamRateLimit tempos.",
  MechanismDoesNotExist: "The subnet has no mechanism of this number: stable subnets have only mechanism 0.",
  SubnetNotExists: "There is no subnet of this netuid.",
  ActivityCutoffTooLow: "The least activity cutoff is MinActivityCutoff blocks.",
  FirstEmissionBlockNumberAlreadySet: "The subnet has been started before.",
  NeedWaitingMoreBlocksToStarCall:
    "The subnet is too young to start: wait for StartCallDelay blocks after its creation.",
  AdminActionProhibitedDuringWeightsWindow:
    "An epoch is near: owners set nothing in the AdminFreezeWindow blocks before it.",
  CannotAffordLockCost: "The balance does not cover the lock for a new subnet and the existential deposit.",
});
