// Hyperparameters in the list form of version 3: names and typed values.

import type { ReadContext } from "@plexus/core/frame";
import {
  bool,
  bytes,
  compact,
  enumeration,
  type Infer,
  struct,
  u16,
  u32,
  u64,
  u128,
  utf8,
  vec,
} from "@plexus/core/scale";
import { I32F32, TaoBalance, U64F64 } from "../../../primitives.js";
import { FirstEmissionBlockNumber } from "../emission/storage.js";
import * as p from "../subnets/parameters.js";

export const HyperparamValue = enumeration("pallet_subtensor::rpc_info::subnet_info::HyperparamValue", {
  Bool: [0, bool],
  U16: [1, compact(u16)],
  U32: [2, compact(u32)],
  U64: [3, compact(u64)],
  U128: [4, compact(u128)],
  TaoBalance: [5, compact(TaoBalance)],
  I32F32: [6, I32F32],
  U64F64: [7, U64F64],
});
export const HyperparamEntry = struct("pallet_subtensor::rpc_info::subnet_info::HyperparamEntry", {
  name: bytes,
  value: HyperparamValue,
});
export const HyperparamList = vec(HyperparamEntry);
type Value = Infer<typeof HyperparamValue>;

const u16Of = (value: number): Value => ({ type: "U16", value });
const u64Of = (value: bigint | number): Value => ({ type: "U64", value: BigInt(value) });
const boolOf = (value: boolean): Value => ({ type: "Bool", value });
const taoOf = (value: bigint): Value => ({ type: "TaoBalance", value });

/** Stable subnets run classic bonds: version 2 of Yuma as clients number it. */
const CLASSIC_YUMA = 2;

/** The cutoff in thousandths of a tempo, as today's clients count it; stable subnets keep it in blocks. */
function activityCutoffFactor(ctx: ReadContext, netuid: number): number {
  const tempo = BigInt(p.Tempo.get(ctx, netuid));
  return tempo === 0n ? 0 : Number((BigInt(p.ActivityCutoff.get(ctx, netuid)) * 1_000n) / tempo);
}

export function hyperparameters(ctx: ReadContext, netuid: number): Infer<typeof HyperparamList> {
  const [alphaLow, alphaHigh] = p.AlphaValues.get(ctx, netuid);
  const list: [string, Value][] = [
    ["rho", u16Of(p.Rho.get(ctx, netuid))],
    ["kappa", u16Of(p.Kappa.get(ctx, netuid))],
    ["immunity_period", u16Of(p.ImmunityPeriod.get(ctx, netuid))],
    ["min_allowed_weights", u16Of(p.MinAllowedWeights.get(ctx, netuid))],
    ["max_weights_limit", u16Of(p.MaxWeightsLimit.get(ctx, netuid))],
    ["max_weight_limit", u16Of(p.MaxWeightsLimit.get(ctx, netuid))],
    ["tempo", u16Of(p.Tempo.get(ctx, netuid))],
    ["min_difficulty", u64Of(p.MinDifficulty.get(ctx, netuid))],
    ["max_difficulty", u64Of(p.MaxDifficulty.get(ctx, netuid))],
    ["weights_version", u64Of(p.WeightsVersionKey.get(ctx, netuid))],
    ["weights_rate_limit", u64Of(p.WeightsSetRateLimit.get(ctx, netuid))],
    ["adjustment_interval", u16Of(p.AdjustmentInterval.get(ctx, netuid))],
    ["activity_cutoff", u64Of(p.ActivityCutoff.get(ctx, netuid))],
    ["registration_allowed", boolOf(p.NetworkRegistrationAllowed.get(ctx, netuid))],
    ["target_regs_per_interval", u16Of(p.TargetRegistrationsPerInterval.get(ctx, netuid))],
    ["min_burn", taoOf(p.MinBurn.get(ctx, netuid))],
    ["max_burn", taoOf(p.MaxBurn.get(ctx, netuid))],
    ["bonds_moving_avg", u64Of(p.BondsMovingAverage.get(ctx, netuid))],
    ["max_regs_per_block", u16Of(p.MaxRegistrationsPerBlock.get(ctx, netuid))],
    ["serving_rate_limit", u64Of(p.ServingRateLimit.get(ctx, netuid))],
    ["max_validators", u16Of(p.MaxAllowedValidators.get(ctx, netuid))],
    ["adjustment_alpha", u64Of(p.AdjustmentAlpha.get(ctx, netuid))],
    ["difficulty", u64Of(p.Difficulty.get(ctx, netuid))],
    ["commit_reveal_period", u64Of(p.RevealPeriodEpochs.get(ctx, netuid))],
    ["commit_reveal_weights_enabled", boolOf(p.CommitRevealWeightsEnabled.get(ctx, netuid))],
    ["alpha_high", u16Of(alphaHigh)],
    ["alpha_low", u16Of(alphaLow)],
    ["liquid_alpha_enabled", boolOf(p.LiquidAlphaOn.get(ctx, netuid))],
    [
      "alpha_sigmoid_steepness",
      { type: "I32F32", value: { bits: BigInt(p.AlphaSigmoidSteepness.get(ctx, netuid)) << 32n } },
    ],
    ["yuma_version", u16Of(CLASSIC_YUMA)],
    ["subnet_is_active", boolOf(FirstEmissionBlockNumber.has(ctx, netuid))],
    ["transfers_enabled", boolOf(false)],
    ["bonds_reset_enabled", boolOf(p.BondsResetOn.get(ctx, netuid))],
    ["user_liquidity_enabled", boolOf(false)],
    ["activity_cutoff_factor", { type: "U32", value: activityCutoffFactor(ctx, netuid) }],
  ];
  return list.map(([name, value]) => ({ name: utf8.encode(name), value }));
}
