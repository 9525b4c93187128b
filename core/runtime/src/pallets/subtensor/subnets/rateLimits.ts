// When a rate-limited thing was last done (names of spec 461): one map keyed by what and by whom.

import { type Context, identity, type ReadContext, storageOf } from "@plexus/core/frame";
import { type EnumValue, enumeration, type Infer, u64 } from "@plexus/core/scale";
import { AccountId32, NetUid } from "../../../primitives.js";

const HYPERPARAMETERS = {
  Unknown: [0],
  ServingRateLimit: [1],
  MaxDifficulty: [2],
  AdjustmentAlpha: [3],
  MaxWeightLimit: [4],
  ImmunityPeriod: [5],
  MinAllowedWeights: [6],
  Kappa: [7],
  Rho: [8],
  ActivityCutoff: [9],
  PowRegistrationAllowed: [10],
  MinBurn: [11],
  MaxBurn: [12],
  BondsMovingAverage: [13],
  BondsPenalty: [14],
  CommitRevealEnabled: [15],
  LiquidAlphaEnabled: [16],
  AlphaValues: [17],
  WeightCommitInterval: [18],
  TransferEnabled: [19],
  AlphaSigmoidSteepness: [20],
  Yuma3Enabled: [21],
  BondsResetEnabled: [22],
  ImmuneNeuronLimit: [23],
  RecycleOrBurn: [24],
  MaxAllowedUids: [25],
  BurnHalfLife: [26],
  BurnIncreaseMult: [27],
  SubnetEmissionEnabled: [28],
  MinChildkeyTake: [29],
  ActivityCutoffFactorMilli: [30],
  TriggerEpoch: [31],
  CollateralLockShare: [32],
  CollateralDrainRatio: [33],
  LiquidAlphaConsensusMode: [34],
} as const;
const Hyperparameter = enumeration("pallet_subtensor::utils::rate_limiting::Hyperparameter", HYPERPARAMETERS);
export type HyperparameterValue = EnumValue<typeof HYPERPARAMETERS>;

const RateLimitKey = enumeration(
  "pallet_subtensor::RateLimitKey",
  {
    SetSNOwnerHotkey: [0, NetUid],
    OwnerHyperparamUpdate: [1, [NetUid, Hyperparameter]],
    NetworkLastRegistered: [2],
    LastTxBlock: [3, AccountId32],
    LastTxBlockChildKeyTake: [4, AccountId32],
    LastTxBlockDelegateTake: [5, AccountId32],
    AddStakeBurn: [6, NetUid],
  },
  { AccountId: AccountId32 },
);
export type RateLimitKeyValue = Infer<typeof RateLimitKey>;

export const LastRateLimitedBlock = storageOf("SubtensorModule").map(
  "LastRateLimitedBlock",
  [identity(RateLimitKey)],
  u64,
  0n,
  {
    docs: "Block in which a rate-limited thing was last done; 0 for never.",
  },
);

/** Whether at least `limitBlocks` have passed. Never done, or a limit of 0, passes. */
export function passesRateLimit(ctx: ReadContext, key: RateLimitKeyValue, limitBlocks: bigint): boolean {
  const last = LastRateLimitedBlock.get(ctx, key);
  return last === 0n || limitBlocks === 0n || BigInt(ctx.block.number) - last >= limitBlocks;
}

export function recordRateLimited(ctx: Context, key: RateLimitKeyValue): void {
  LastRateLimitedBlock.set(ctx, key, BigInt(ctx.block.number));
}
