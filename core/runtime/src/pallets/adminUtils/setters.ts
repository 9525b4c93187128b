// The table of setters: every parameter in use, who may set it, within which bounds (chain.md §3; names of spec 461).
// Setters of parameters that stable subnets do not use are absent (architecture §3.1).

import type { CallDefinition } from "@plexus/core/frame";
import { bool, u16, u64 } from "@plexus/core/scale";
import { PerU16, TaoBalance } from "../../primitives.js";
import { MinDelegateTake, TxDelegateTakeRateLimit } from "../subtensor/delegation/storage.js";
import { OwnerCutEnabled, SubnetOwnerCut } from "../subtensor/emission/storage.js";
import { parameterEvents as events } from "../subtensor/subnets/parameterEvents.js";
import * as p from "../subtensor/subnets/parameters.js";
import * as chain from "../subtensor/subnets/storage.js";
import * as bounds from "./bounds.js";
import { globalSetter, subnetSetter } from "./setter.js";

const versionKeyTempos = chain.WeightsVersionKeyRateLimit.get;

/** 461 has no name of its own for the version key among owners' rate limits. */
const VERSION_KEY = { owner: "Unknown", everyTempos: versionKeyTempos } as const;

const ofSubnets: readonly CallDefinition[] = [
  subnetSetter({
    name: "sudo_set_serving_rate_limit", argument: "serving_rate_limit", codec: u64, sets: "the blocks between a neuron's axons",
    entry: p.ServingRateLimit, who: { owner: "ServingRateLimit" }, event: events.ServingRateLimitSet,
  }),
  subnetSetter({
    name: "sudo_set_weights_version_key", argument: "weights_version_key", codec: u64, sets: "the least version key of weights",
    entry: p.WeightsVersionKey, who: VERSION_KEY, event: events.WeightsVersionKeySet,
  }),
  subnetSetter({
    name: "sudo_set_weights_set_rate_limit", argument: "weights_set_rate_limit", codec: u64, sets: "the blocks between a validator's weights",
    entry: p.WeightsSetRateLimit, who: "root", event: events.WeightsSetRateLimitSet,
  }),
  subnetSetter({
    name: "sudo_set_adjustment_interval", argument: "adjustment_interval", codec: u16, sets: "the blocks between changes of the burn",
    entry: p.AdjustmentInterval, who: "root", event: events.AdjustmentIntervalSet,
  }),
  subnetSetter({
    name: "sudo_set_adjustment_alpha", argument: "adjustment_alpha", codec: u64, sets: "the part of the old burn that is kept",
    entry: p.AdjustmentAlpha, who: { owner: "AdjustmentAlpha" }, event: events.AdjustmentAlphaSet,
  }),
  subnetSetter({
    name: "sudo_set_immunity_period", argument: "immunity_period", codec: u16, sets: "the blocks in which a neuron is not pruned",
    entry: p.ImmunityPeriod, who: { owner: "ImmunityPeriod" }, event: events.ImmunityPeriodSet,
  }),
  subnetSetter({
    name: "sudo_set_min_allowed_weights", argument: "min_allowed_weights", codec: u16, sets: "the least number of weights",
    entry: p.MinAllowedWeights, who: { owner: "MinAllowedWeights" }, event: events.MinAllowedWeightSet,
  }),
  subnetSetter({
    name: "sudo_set_max_allowed_uids", argument: "max_allowed_uids", codec: u16, sets: "the most neurons",
    entry: p.MaxAllowedUids, who: { owner: "MaxAllowedUids" }, event: events.MaxAllowedUidsSet, check: bounds.checkMaxAllowedUids,
  }),
  subnetSetter({
    name: "sudo_set_min_allowed_uids", argument: "min_allowed_uids", codec: u16, sets: "the least value of MaxAllowedUids",
    entry: p.MinAllowedUids, who: "root", event: events.MinAllowedUidsSet, check: bounds.checkMinAllowedUids,
  }),
  subnetSetter({
    name: "sudo_set_kappa", argument: "kappa", codec: u16, sets: "the majority that consensus needs",
    entry: p.Kappa, who: "root", event: events.KappaSet,
  }),
  subnetSetter({
    name: "sudo_set_rho", argument: "rho", codec: u16, sets: "the steepness of root's consensus",
    entry: p.Rho, who: "root", event: events.RhoSet,
  }),
  subnetSetter({
    name: "sudo_set_activity_cutoff", argument: "activity_cutoff", codec: u16, sets: "the blocks after which a silent validator does not count",
    entry: p.ActivityCutoff, who: { owner: "ActivityCutoff" }, event: events.ActivityCutoffSet, check: bounds.checkActivityCutoff,
  }),
  subnetSetter({
    name: "sudo_set_network_registration_allowed", argument: "registration_allowed", codec: bool, sets: "whether neurons may register",
    entry: p.NetworkRegistrationAllowed, who: "root", event: events.RegistrationAllowed,
  }),
  subnetSetter({
    name: "sudo_set_target_registrations_per_interval", argument: "target_registrations_per_interval", codec: u16, sets: "the registrations at which the burn stays",
    entry: p.TargetRegistrationsPerInterval, who: "root", event: events.RegistrationPerIntervalSet, check: bounds.checkTarget,
  }),
  subnetSetter({
    name: "sudo_set_min_burn", argument: "min_burn", codec: TaoBalance, sets: "the least burn",
    entry: p.MinBurn, who: { owner: "MinBurn" }, event: events.MinBurnSet, check: bounds.checkMinBurn,
  }),
  subnetSetter({
    name: "sudo_set_max_burn", argument: "max_burn", codec: TaoBalance, sets: "the largest burn",
    entry: p.MaxBurn, who: { owner: "MaxBurn" }, event: events.MaxBurnSet, check: bounds.checkMaxBurn,
  }),
  subnetSetter({
    name: "sudo_set_max_allowed_validators", argument: "max_allowed_validators", codec: u16, sets: "the most validator permits",
    entry: p.MaxAllowedValidators, who: "root", event: events.MaxAllowedValidatorsSet, check: bounds.checkMaxAllowedValidators,
  }),
  subnetSetter({
    name: "sudo_set_bonds_moving_average", argument: "bonds_moving_average", codec: u64, sets: "the part of old bonds that is kept",
    entry: p.BondsMovingAverage, who: { owner: "BondsMovingAverage" }, event: events.BondsMovingAverageSet, check: bounds.checkBondsMovingAverage,
  }),
  subnetSetter({
    name: "sudo_set_max_registrations_per_block", argument: "max_registrations_per_block", codec: u16, sets: "the most registrations in a block",
    entry: p.MaxRegistrationsPerBlock, who: "root", event: events.MaxRegistrationsPerBlockSet,
  }),
  subnetSetter({
    name: "sudo_set_tempo", argument: "tempo", codec: u16, sets: "the blocks between epochs, less one",
    entry: p.Tempo, who: "root", event: events.TempoSet,
  }),
  subnetSetter({
    name: "sudo_set_min_non_immune_uids", argument: "min", codec: u16, sets: "the non-immune neurons that pruning leaves",
    entry: p.MinNonImmuneUids, who: "root", event: events.MinNonImmuneUidsSet,
  }),
  subnetSetter({
    name: "sudo_set_owner_cut_enabled", argument: "enabled", codec: bool, sets: "whether the owner takes its cut",
    entry: OwnerCutEnabled, who: "owner, unlimited",
  }),
];

const ofTheChain: readonly CallDefinition[] = [
  globalSetter({
    name: "sudo_set_subnet_owner_cut", argument: "subnet_owner_cut", codec: u16, sets: "the owner's cut of emission",
    entry: SubnetOwnerCut, event: events.SubnetOwnerCutSet,
  }),
  globalSetter({
    name: "sudo_set_network_rate_limit", argument: "rate_limit", codec: u64, sets: "the blocks between creations of subnets",
    entry: chain.NetworkRateLimit, event: events.NetworkRateLimitSet,
  }),
  globalSetter({
    name: "sudo_set_network_immunity_period", argument: "immunity_period", codec: u64, sets: "the blocks in which a subnet is not pruned",
    entry: chain.NetworkImmunityPeriod, event: events.NetworkImmunityPeriodSet,
  }),
  globalSetter({
    name: "sudo_set_network_min_lock_cost", argument: "lock_cost", codec: TaoBalance, sets: "the least lock for a subnet",
    entry: chain.NetworkMinLockCost, event: events.NetworkMinLockCostSet,
  }),
  globalSetter({
    name: "sudo_set_subnet_limit", argument: "max_subnets", codec: u16, sets: "the most subnets beside root",
    entry: chain.SubnetLimit, event: events.SubnetLimitSet,
  }),
  globalSetter({
    name: "sudo_set_lock_reduction_interval", argument: "interval", codec: u64, sets: "the blocks in which the lock falls",
    entry: chain.NetworkLockReductionInterval, event: events.NetworkLockCostReductionIntervalSet,
  }),
  globalSetter({
    name: "sudo_set_tx_delegate_take_rate_limit", argument: "tx_rate_limit", codec: u64, sets: "the blocks between raises of a take",
    entry: TxDelegateTakeRateLimit, event: events.TxDelegateTakeRateLimitSet,
  }),
  globalSetter({
    name: "sudo_set_min_delegate_take", argument: "take", codec: PerU16, sets: "the least take",
    entry: MinDelegateTake, event: events.MinDelegateTakeSet,
  }),
  globalSetter({
    name: "sudo_set_admin_freeze_window", argument: "window", codec: u16, sets: "the blocks before an epoch in which owners set nothing",
    entry: chain.AdminFreezeWindow, event: events.AdminFreezeWindowSet,
  }),
  globalSetter({
    name: "sudo_set_owner_hparam_rate_limit", argument: "epochs", codec: u16, sets: "the tempos between an owner's changes of one parameter",
    entry: chain.OwnerHyperparamRateLimit, event: events.OwnerHyperparamRateLimitSet,
  }),
  globalSetter({
    name: "sudo_set_start_call_delay", argument: "delay", codec: u64, sets: "the blocks from creation until start_call",
    entry: chain.StartCallDelay, event: events.StartCallDelaySet,
  }),
];

export const setters: readonly CallDefinition[] = [...ofSubnets, ...ofTheChain];
