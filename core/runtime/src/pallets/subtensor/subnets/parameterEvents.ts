// One event for every parameter that can be set (numbers and fields of spec 461). Deposited by AdminUtils.

import { tupleEvent } from "@plexus/core/frame";
import { bool, u16, u64 } from "@plexus/core/scale";
import { NetUid, PerU16, TaoBalance } from "../../../primitives.js";

const set = (what: string) => `A parameter was set: ${what}.`;

export const parameterEvents = {
  MaxAllowedUidsSet: tupleEvent([NetUid, u16], set("netuid, most neurons")),
  AdjustmentIntervalSet: tupleEvent([NetUid, u16], set("netuid, blocks")),
  RegistrationPerIntervalSet: tupleEvent([NetUid, u16], set("netuid, registrations at which the burn stays")),
  MaxRegistrationsPerBlockSet: tupleEvent([NetUid, u16], set("netuid, registrations")),
  ActivityCutoffSet: tupleEvent([NetUid, u16], set("netuid, blocks")),
  RhoSet: tupleEvent([NetUid, u16], set("netuid, rho")),
  KappaSet: tupleEvent([NetUid, u16], set("netuid, kappa")),
  MinAllowedWeightSet: tupleEvent([NetUid, u16], set("netuid, least number of weights")),
  WeightsSetRateLimitSet: tupleEvent([NetUid, u64], set("netuid, blocks")),
  ImmunityPeriodSet: tupleEvent([NetUid, u16], set("netuid, blocks")),
  BondsMovingAverageSet: tupleEvent([NetUid, u64], set("netuid, per million")),
  MaxAllowedValidatorsSet: tupleEvent([NetUid, u16], set("netuid, most permits")),
  WeightsVersionKeySet: tupleEvent([NetUid, u64], set("netuid, version")),
  ServingRateLimitSet: tupleEvent([NetUid, u64], set("netuid, blocks")),
  MaxBurnSet: tupleEvent([NetUid, TaoBalance], set("netuid, rao")),
  MinBurnSet: tupleEvent([NetUid, TaoBalance], set("netuid, rao")),
  TxDelegateTakeRateLimitSet: tupleEvent([u64], set("blocks between raises of a take")),
  AdminFreezeWindowSet: tupleEvent([u16], set("blocks before an epoch in which owners set nothing")),
  OwnerHyperparamRateLimitSet: tupleEvent([u16], set("tempos between an owner's changes of one parameter")),
  RegistrationAllowed: tupleEvent([NetUid, bool], set("netuid, whether neurons may register")),
  TempoSet: tupleEvent([NetUid, u16], set("netuid, blocks")),
  AdjustmentAlphaSet: tupleEvent([NetUid, u64], set("netuid, part of 2^64 - 1")),
  SubnetOwnerCutSet: tupleEvent([u16], set("owner's cut, part of 65535")),
  NetworkRateLimitSet: tupleEvent([u64], set("blocks between creations of subnets")),
  NetworkImmunityPeriodSet: tupleEvent([u64], set("blocks in which a subnet is not pruned")),
  StartCallDelaySet: tupleEvent([u64], set("blocks from creation until start_call")),
  NetworkMinLockCostSet: tupleEvent([TaoBalance], set("least lock, rao")),
  SubnetLimitSet: tupleEvent([u16], set("most subnets beside root")),
  NetworkLockCostReductionIntervalSet: tupleEvent([u64], set("blocks in which the lock falls")),
  MinDelegateTakeSet: tupleEvent([PerU16], set("least take")),
  MinAllowedUidsSet: tupleEvent([NetUid, u16], set("netuid, least value of MaxAllowedUids")),
  MinNonImmuneUidsSet: tupleEvent([NetUid, u16], set("netuid, neurons")),
};
