// Metagraph: a subnet and all its neurons in one answer; and the selective form, which fills only the fields asked for.

import type { ReadContext } from "@plexus/core/frame";
import {
  bool,
  type Codec,
  compact,
  encode,
  type Hex,
  type Infer,
  option,
  struct,
  tuple,
  u8,
  u128,
  vec,
} from "@plexus/core/scale";
import { AccountId32, AlphaBalance, I96F32, NetUid, TaoBalance } from "../../../primitives.js";
import { CommitmentInfo } from "../../commitments/data.js";
import { CommitmentOf } from "../../commitments/storage.js";
import { SubnetIdentityV3 } from "../identity/storage.js";
import * as p from "../subnets/parameters.js";
import { dynamicInfo } from "./dynamicInfo.js";
import { type Neuron, neuronsOf, PRUNING_SCORE } from "./neurons.js";
import {
  AxonInfo,
  accounts,
  ChainIdentityV2,
  CompactText,
  CompactU16,
  CompactU64,
  flags,
  maybe,
  ofAccount,
  proportions,
} from "./shapes.js";
import { askedBlock } from "./subnetFacts.js";

const CompactAlpha = compact(AlphaBalance);
const CompactTao = compact(TaoBalance);

const fields = {
  netuid: compact(NetUid),
  name: CompactText,
  symbol: CompactText,
  identity: option(SubnetIdentityV3),
  network_registered_at: CompactU64,
  owner_hotkey: AccountId32,
  owner_coldkey: AccountId32,
  block: CompactU64,
  tempo: CompactU16,
  last_step: CompactU64,
  blocks_since_last_step: CompactU64,
  subnet_emission: CompactU64,
  alpha_in: CompactAlpha,
  alpha_out: CompactAlpha,
  tao_in: CompactTao,
  alpha_out_emission: CompactAlpha,
  alpha_in_emission: CompactAlpha,
  tao_in_emission: CompactTao,
  pending_alpha_emission: CompactAlpha,
  pending_root_emission: CompactTao,
  subnet_volume: compact(u128),
  moving_price: I96F32,
  rho: CompactU16,
  kappa: CompactU16,
  min_allowed_weights: CompactU16,
  max_weights_limit: CompactU16,
  weights_version: CompactU64,
  weights_rate_limit: CompactU64,
  activity_cutoff: CompactU64,
  max_validators: CompactU16,
  num_uids: CompactU16,
  max_uids: CompactU16,
  burn: CompactTao,
  difficulty: CompactU64,
  registration_allowed: bool,
  pow_registration_allowed: bool,
  immunity_period: CompactU16,
  min_difficulty: CompactU64,
  max_difficulty: CompactU64,
  min_burn: CompactTao,
  max_burn: CompactTao,
  adjustment_alpha: CompactU64,
  adjustment_interval: CompactU16,
  target_regs_per_interval: CompactU16,
  max_regs_per_block: CompactU16,
  serving_rate_limit: CompactU64,
  commit_reveal_weights_enabled: bool,
  commit_reveal_period: CompactU64,
  liquid_alpha_enabled: bool,
  alpha_high: CompactU16,
  alpha_low: CompactU16,
  bonds_moving_avg: CompactU64,
  hotkeys: accounts,
  coldkeys: accounts,
  identities: vec(option(ChainIdentityV2)),
  axons: vec(AxonInfo),
  active: flags,
  validator_permit: flags,
  pruning_score: vec(CompactU16),
  last_update: vec(CompactU64),
  emission: vec(CompactAlpha),
  dividends: proportions,
  incentives: proportions,
  consensus: proportions,
  trust: proportions,
  rank: vec(CompactU16),
  block_at_registration: vec(CompactU64),
  alpha_stake: vec(CompactAlpha),
  tao_stake: vec(CompactTao),
  total_stake: vec(CompactTao),
  tao_dividends_per_hotkey: vec(tuple(AccountId32, CompactTao)),
  alpha_dividends_per_hotkey: vec(tuple(AccountId32, CompactAlpha)),
} as const;
const collateral = {
  collateral_locked: vec(CompactAlpha),
  collateral_min: vec(CompactAlpha),
  collateral_earned: vec(CompactAlpha),
} as const;

export const Metagraph = struct(
  "pallet_subtensor::rpc_info::metagraph::Metagraph",
  { ...fields, ...collateral },
  ofAccount,
);
type MetagraphValue = Infer<typeof Metagraph>;

const selectable = {
  ...fields,
  validators: vec(CompactU16),
  commitments: vec(tuple(AccountId32, vec(compact(u8)))),
  ...collateral,
} as const;
/** A field's number when it is asked for is its place in this list. */
export const SELECTIVE_FIELDS = Object.keys(selectable) as (keyof typeof selectable)[];

const { netuid: netuidField, ...optionalFields } = selectable;
type Optional<F> = { [K in keyof F]: Codec<Infer<F[K]> | undefined> };
const optional = Object.fromEntries(
  Object.entries(optionalFields).map(([name, codec]) => [name, maybe(codec as Codec<unknown>)]),
) as unknown as Optional<typeof optionalFields>;

export const SelectiveMetagraph = struct(
  "pallet_subtensor::rpc_info::metagraph::SelectiveMetagraph",
  { netuid: netuidField, ...optional },
  ofAccount,
);
type SelectiveValue = Infer<typeof SelectiveMetagraph>;

type NeuronFields = Pick<
  MetagraphValue,
  | "hotkeys"
  | "coldkeys"
  | "identities"
  | "axons"
  | "active"
  | "validator_permit"
  | "pruning_score"
  | "last_update"
  | "emission"
  | "dividends"
  | "incentives"
  | "consensus"
  | "trust"
  | "rank"
  | "block_at_registration"
  | "alpha_stake"
  | "tao_stake"
  | "total_stake"
>;

/** The columns over neurons. rank = incentive, trust 0, pruning score 65535, all stake is TAO (stable.md 9). */
export function neuronColumns(neurons: readonly Neuron[]): NeuronFields {
  const column = <T>(of: (neuron: Neuron) => T): T[] => neurons.map(of);
  return {
    hotkeys: column((neuron) => neuron.hotkey),
    coldkeys: column((neuron) => neuron.coldkey),
    identities: column(() => undefined),
    axons: column((neuron) => neuron.axon),
    active: column((neuron) => neuron.active),
    validator_permit: column((neuron) => neuron.validatorPermit),
    pruning_score: column(() => PRUNING_SCORE),
    last_update: column((neuron) => neuron.lastUpdate),
    emission: column((neuron) => neuron.emissionRao),
    dividends: column((neuron) => neuron.dividends),
    incentives: column((neuron) => neuron.incentive),
    consensus: column((neuron) => neuron.consensus),
    trust: column(() => 0),
    rank: column((neuron) => neuron.incentive),
    block_at_registration: column((neuron) => neuron.registeredAt),
    alpha_stake: column(() => 0n),
    tao_stake: column((neuron) => neuron.stakeRao),
    total_stake: column((neuron) => neuron.stakeRao),
  };
}

function parameters(ctx: ReadContext, netuid: number) {
  const [alphaLow, alphaHigh] = p.AlphaValues.get(ctx, netuid);
  return {
    rho: p.Rho.get(ctx, netuid),
    kappa: p.Kappa.get(ctx, netuid),
    min_allowed_weights: p.MinAllowedWeights.get(ctx, netuid),
    max_weights_limit: p.MaxWeightsLimit.get(ctx, netuid),
    weights_version: p.WeightsVersionKey.get(ctx, netuid),
    weights_rate_limit: p.WeightsSetRateLimit.get(ctx, netuid),
    activity_cutoff: BigInt(p.ActivityCutoff.get(ctx, netuid)),
    max_validators: p.MaxAllowedValidators.get(ctx, netuid),
    max_uids: p.MaxAllowedUids.get(ctx, netuid),
    burn: p.Burn.get(ctx, netuid),
    difficulty: p.Difficulty.get(ctx, netuid),
    registration_allowed: p.NetworkRegistrationAllowed.get(ctx, netuid),
    pow_registration_allowed: p.NetworkPowRegistrationAllowed.get(ctx, netuid),
    immunity_period: p.ImmunityPeriod.get(ctx, netuid),
    min_difficulty: p.MinDifficulty.get(ctx, netuid),
    max_difficulty: p.MaxDifficulty.get(ctx, netuid),
    min_burn: p.MinBurn.get(ctx, netuid),
    max_burn: p.MaxBurn.get(ctx, netuid),
    adjustment_alpha: p.AdjustmentAlpha.get(ctx, netuid),
    adjustment_interval: p.AdjustmentInterval.get(ctx, netuid),
    target_regs_per_interval: p.TargetRegistrationsPerInterval.get(ctx, netuid),
    max_regs_per_block: p.MaxRegistrationsPerBlock.get(ctx, netuid),
    serving_rate_limit: p.ServingRateLimit.get(ctx, netuid),
    commit_reveal_weights_enabled: p.CommitRevealWeightsEnabled.get(ctx, netuid),
    commit_reveal_period: p.RevealPeriodEpochs.get(ctx, netuid),
    liquid_alpha_enabled: p.LiquidAlphaOn.get(ctx, netuid),
    alpha_high: alphaHigh,
    alpha_low: alphaLow,
    bonds_moving_avg: p.BondsMovingAverage.get(ctx, netuid),
  };
}

export function metagraph(ctx: ReadContext, netuid: number): MetagraphValue {
  const { subnet_name, token_symbol, subnet_identity, emission: subnetEmission, ...economy } = dynamicInfo(ctx, netuid);
  const neurons = neuronsOf(ctx, netuid);
  const none = neurons.map(() => 0n);
  return {
    ...economy,
    name: subnet_name,
    symbol: token_symbol,
    identity: subnet_identity,
    block: BigInt(askedBlock(ctx)),
    subnet_emission: subnetEmission,
    num_uids: neurons.length,
    ...parameters(ctx, netuid),
    ...neuronColumns(neurons),
    tao_dividends_per_hotkey: [],
    alpha_dividends_per_hotkey: [],
    collateral_locked: none,
    collateral_min: none,
    collateral_earned: none,
  };
}

function commitments(ctx: ReadContext, netuid: number): SelectiveValue["commitments"] {
  return Array.from(CommitmentOf.entries(ctx, netuid), ([[, account], registration]): [Hex, number[]] => [
    account,
    [...encode(CommitmentInfo, registration.info)],
  ]);
}

/** Unknown numbers are passed over, as on the real chain. */
export function selectiveMetagraph(ctx: ReadContext, netuid: number, indexes: readonly number[]): SelectiveValue {
  const whole = metagraph(ctx, netuid);
  const all: SelectiveValue = {
    ...whole,
    validators: neuronsOf(ctx, netuid).flatMap((neuron) => (neuron.validatorPermit ? [neuron.uid] : [])),
    commitments: indexes.includes(SELECTIVE_FIELDS.indexOf("commitments")) ? commitments(ctx, netuid) : undefined,
  };
  const asked = new Set(indexes.map((index) => SELECTIVE_FIELDS[index]));
  const chosen = Object.entries(all).map(([name, value]) => [
    name,
    asked.has(name as keyof typeof selectable) ? value : undefined,
  ]);
  return { ...(Object.fromEntries(chosen) as SelectiveValue), netuid };
}
