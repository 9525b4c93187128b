// NeuronInfoRuntimeApi: neurons one by one, with or without weights and bonds.

import { apiMethod, type ReadContext, type RuntimeApi } from "@plexus/core/frame";
import { bool, compact, type Infer, option, struct, tuple, u16, u64, vec } from "@plexus/core/scale";
import { AccountId32, AlphaBalance, NetUid, PerU16 } from "../../../primitives.js";
import { Bonds } from "../epoch/storage.js";
import { Weights } from "../weights/storage.js";
import { type Neuron, neuronsOf, PRUNING_SCORE } from "./neurons.js";
import { AxonInfo, CompactU16, NO_PROMETHEUS, ofAccount, PrometheusInfo } from "./shapes.js";

const head = {
  hotkey: AccountId32,
  coldkey: AccountId32,
  uid: CompactU16,
  netuid: compact(NetUid),
  active: bool,
  axon_info: AxonInfo,
  prometheus_info: PrometheusInfo,
  stake: vec(tuple(AccountId32, compact(AlphaBalance))),
  rank: CompactU16,
  emission: compact(AlphaBalance),
  incentive: compact(PerU16),
  consensus: compact(PerU16),
  trust: compact(PerU16),
  validator_trust: compact(PerU16),
  dividends: compact(PerU16),
  last_update: compact(u64),
  validator_permit: bool,
} as const;
const Cells = vec(tuple(compact(u16), compact(u16)));

export const NeuronInfoLite = struct(
  "pallet_subtensor::rpc_info::neuron_info::NeuronInfoLite",
  { ...head, pruning_score: CompactU16 },
  ofAccount,
);
export const NeuronInfo = struct(
  "pallet_subtensor::rpc_info::neuron_info::NeuronInfo",
  { ...head, weights: Cells, bonds: Cells, pruning_score: CompactU16 },
  ofAccount,
);

/** rank = incentive and trust = 0: Yuma of 461 keeps neither (stable.md 9). */
function lite(netuid: number, neuron: Neuron): Infer<typeof NeuronInfoLite> {
  return {
    hotkey: neuron.hotkey,
    coldkey: neuron.coldkey,
    uid: neuron.uid,
    netuid,
    active: neuron.active,
    axon_info: neuron.axon,
    prometheus_info: NO_PROMETHEUS,
    stake: [[neuron.coldkey, neuron.stakeRao]],
    rank: neuron.incentive,
    emission: neuron.emissionRao,
    incentive: neuron.incentive,
    consensus: neuron.consensus,
    trust: 0,
    validator_trust: neuron.validatorTrust,
    dividends: neuron.dividends,
    last_update: neuron.lastUpdate,
    validator_permit: neuron.validatorPermit,
    pruning_score: PRUNING_SCORE,
  };
}

function full(ctx: ReadContext, netuid: number, neuron: Neuron): Infer<typeof NeuronInfo> {
  return {
    ...lite(netuid, neuron),
    weights: Weights.get(ctx, netuid, neuron.uid),
    bonds: Bonds.get(ctx, netuid, neuron.uid),
  };
}

const find = (ctx: ReadContext, netuid: number, uid: number): Neuron | undefined => neuronsOf(ctx, netuid)[uid];

export const neuronInfoApi: RuntimeApi = {
  name: "NeuronInfoRuntimeApi",
  version: 1,
  docs: "Neurons of a subnet.",
  methods: {
    get_neurons: apiMethod(
      { netuid: NetUid },
      vec(NeuronInfo),
      "All neurons, with weights and bonds.",
      (ctx, { netuid }) => neuronsOf(ctx, netuid).map((neuron) => full(ctx, netuid, neuron)),
    ),
    get_neuron: apiMethod({ netuid: NetUid, uid: u16 }, option(NeuronInfo), "One neuron.", (ctx, { netuid, uid }) => {
      const neuron = find(ctx, netuid, uid);
      return neuron && full(ctx, netuid, neuron);
    }),
    get_neurons_lite: apiMethod(
      { netuid: NetUid },
      vec(NeuronInfoLite),
      "All neurons, without weights and bonds.",
      (ctx, { netuid }) => neuronsOf(ctx, netuid).map((neuron) => lite(netuid, neuron)),
    ),
    get_neuron_lite: apiMethod(
      { netuid: NetUid, uid: u16 },
      option(NeuronInfoLite),
      "One neuron, without weights and bonds.",
      (ctx, { netuid, uid }) => {
        const neuron = find(ctx, netuid, uid);
        return neuron && lite(netuid, neuron);
      },
    ),
  },
};
