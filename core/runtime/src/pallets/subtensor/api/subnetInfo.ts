// SubnetInfoRuntimeApi: subnets in the several shapes that clients grew up with.

import { apiMethod, type ReadContext, type RuntimeApi } from "@plexus/core/frame";
import { array, compact, type Infer, option, struct, u16, u64, vec } from "@plexus/core/scale";
import { AccountId32, AlphaBalance, MechId, NetUid, TaoBalance } from "../../../primitives.js";
import { BlockEmission, SubnetTaoInEmission } from "../emission/storage.js";
import { blocksUntilEpoch } from "../epoch/schedule.js";
import { BlocksSinceLastStep } from "../epoch/storage.js";
import { SubnetIdentitiesV3, SubnetIdentityV3 } from "../identity/storage.js";
import { SubnetworkN } from "../registration/storage.js";
import { subnetExists } from "../subnets/networks.js";
import * as p from "../subnets/parameters.js";
import { SubnetOwner } from "../subnets/storage.js";
import { DynamicInfo, dynamicInfo } from "./dynamicInfo.js";
import { HyperparamList, hyperparameters } from "./hyperparameters.js";
import { Metagraph, metagraph, neuronColumns, SelectiveMetagraph, selectiveMetagraph } from "./metagraph.js";
import { neuronsOf } from "./neurons.js";
import { accounts, CompactU16, CompactU64, flags, ofAccount, proportions } from "./shapes.js";
import { askedBlock, byNetuid } from "./subnetFacts.js";

const SubnetInfov2 = struct(
  "pallet_subtensor::rpc_info::subnet_info::SubnetInfov2",
  {
    netuid: compact(NetUid),
    rho: CompactU16,
    kappa: CompactU16,
    difficulty: CompactU64,
    immunity_period: CompactU16,
    max_allowed_validators: CompactU16,
    min_allowed_weights: CompactU16,
    max_weights_limit: CompactU16,
    scaling_law_power: CompactU16,
    subnetwork_n: CompactU16,
    max_allowed_uids: CompactU16,
    blocks_since_last_step: CompactU64,
    tempo: CompactU16,
    network_modality: CompactU16,
    network_connect: vec(array(u16, 2)),
    emission_value: CompactU64,
    burn: compact(TaoBalance),
    owner: AccountId32,
    identity: option(SubnetIdentityV3),
  },
  ofAccount,
);

const SubnetState = struct(
  "pallet_subtensor::rpc_info::show_subnet::SubnetState",
  {
    netuid: compact(NetUid),
    hotkeys: accounts,
    coldkeys: accounts,
    active: flags,
    validator_permit: flags,
    pruning_score: vec(CompactU16),
    last_update: vec(CompactU64),
    emission: vec(compact(AlphaBalance)),
    dividends: proportions,
    incentives: proportions,
    consensus: proportions,
    trust: proportions,
    rank: vec(CompactU16),
    block_at_registration: vec(CompactU64),
    alpha_stake: vec(compact(AlphaBalance)),
    tao_stake: vec(compact(TaoBalance)),
    total_stake: vec(compact(TaoBalance)),
    emission_history: vec(vec(compact(AlphaBalance))),
  },
  ofAccount,
);

/** A constant of 2021 that the shape still carries. */
const SCALING_LAW_POWER = 50;

function subnetInfo(ctx: ReadContext, netuid: number): Infer<typeof SubnetInfov2> {
  return {
    netuid,
    rho: p.Rho.get(ctx, netuid),
    kappa: p.Kappa.get(ctx, netuid),
    difficulty: p.Difficulty.get(ctx, netuid),
    immunity_period: p.ImmunityPeriod.get(ctx, netuid),
    max_allowed_validators: p.MaxAllowedValidators.get(ctx, netuid),
    min_allowed_weights: p.MinAllowedWeights.get(ctx, netuid),
    max_weights_limit: p.MaxWeightsLimit.get(ctx, netuid),
    scaling_law_power: SCALING_LAW_POWER,
    subnetwork_n: SubnetworkN.get(ctx, netuid),
    max_allowed_uids: p.MaxAllowedUids.get(ctx, netuid),
    blocks_since_last_step: BlocksSinceLastStep.get(ctx, netuid),
    tempo: p.Tempo.get(ctx, netuid),
    network_modality: 0,
    network_connect: [],
    emission_value: SubnetTaoInEmission.get(ctx, netuid),
    burn: p.Burn.get(ctx, netuid),
    owner: SubnetOwner.get(ctx, netuid),
    identity: SubnetIdentitiesV3.get(ctx, netuid),
  };
}

function subnetState(ctx: ReadContext, netuid: number): Infer<typeof SubnetState> {
  const { identities: _identities, axons: _axons, ...columns } = neuronColumns(neuronsOf(ctx, netuid));
  return { netuid, ...columns, emission_history: [] };
}

function nextEpoch(ctx: ReadContext, netuid: number): bigint | undefined {
  const next = askedBlock(ctx) + 1;
  const wait = blocksUntilEpoch(ctx, netuid, next);
  return wait === undefined ? undefined : BigInt(next + wait);
}

/** `of` for subnets that exist; only mechanism 0 does. */
const existing =
  <T>(of: (ctx: ReadContext, netuid: number) => T) =>
  (ctx: ReadContext, { netuid }: { netuid: number }): T | undefined =>
    subnetExists(ctx, netuid) ? of(ctx, netuid) : undefined;
const listed =
  <T>(of: (ctx: ReadContext, netuid: number) => T) =>
  (ctx: ReadContext): (T | undefined)[] =>
    byNetuid(ctx, (netuid) => of(ctx, netuid));

export const subnetInfoApi: RuntimeApi = {
  name: "SubnetInfoRuntimeApi",
  version: 1,
  docs: "Subnets: parameters, economy, neurons.",
  methods: {
    get_subnet_info_v2: apiMethod(
      { netuid: NetUid },
      option(SubnetInfov2),
      "Parameters of a subnet.",
      existing(subnetInfo),
    ),
    get_subnets_info_v2: apiMethod({}, vec(option(SubnetInfov2)), "Parameters of all subnets.", listed(subnetInfo)),
    get_all_dynamic_info: apiMethod({}, vec(option(DynamicInfo)), "The economy of all subnets.", listed(dynamicInfo)),
    get_dynamic_info: apiMethod(
      { netuid: NetUid },
      option(DynamicInfo),
      "The economy of a subnet.",
      existing(dynamicInfo),
    ),
    get_all_metagraphs: apiMethod({}, vec(option(Metagraph)), "All subnets with all neurons.", listed(metagraph)),
    get_metagraph: apiMethod(
      { netuid: NetUid },
      option(Metagraph),
      "A subnet with all its neurons.",
      existing(metagraph),
    ),
    get_all_mechagraphs: apiMethod(
      {},
      vec(option(Metagraph)),
      "The same: each subnet has one mechanism.",
      listed(metagraph),
    ),
    get_mechagraph: apiMethod(
      { netuid: NetUid, mecid: MechId },
      option(Metagraph),
      "A mechanism's neurons; only 0 exists.",
      (ctx, { netuid, mecid }) => (mecid === 0 ? existing(metagraph)(ctx, { netuid }) : undefined),
    ),
    get_subnet_state: apiMethod(
      { netuid: NetUid },
      option(SubnetState),
      "The neurons' columns.",
      existing(subnetState),
    ),
    get_selective_metagraph: apiMethod(
      { netuid: NetUid, metagraph_indexes: vec(u16, 1_000) },
      option(SelectiveMetagraph),
      "Chosen fields.",
      (ctx, args) =>
        subnetExists(ctx, args.netuid) ? selectiveMetagraph(ctx, args.netuid, args.metagraph_indexes) : undefined,
    ),
    get_selective_mechagraph: apiMethod(
      { netuid: NetUid, subid: MechId, metagraph_indexes: vec(u16, 1_000) },
      option(SelectiveMetagraph),
      "Chosen fields of a mechanism; only 0 exists.",
      (ctx, args) =>
        args.subid === 0 && subnetExists(ctx, args.netuid)
          ? selectiveMetagraph(ctx, args.netuid, args.metagraph_indexes)
          : undefined,
    ),
    get_next_epoch_start_block: apiMethod(
      { netuid: NetUid },
      option(u64),
      "The block of the next epoch.",
      existing(nextEpoch as (ctx: ReadContext, netuid: number) => bigint),
    ),
    get_block_emission: apiMethod({}, TaoBalance, "Rao that a block may issue.", (ctx) => BlockEmission.get(ctx)),
    get_subnet_hyperparams_v3: apiMethod(
      { netuid: NetUid },
      option(HyperparamList),
      "Hyperparameters by name.",
      existing(hyperparameters),
    ),
  },
};
