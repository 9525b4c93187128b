// The neurons of a subnet, without the subnet (NeuronInfoRuntimeApi.get_neurons_lite).
import type { Hex } from "@plexus/core/scale";
import type { PlexusClient } from "../connect.js";
import { addressOf } from "./account.js";
import { type AxonInfo, type Neuron, readAxon } from "./getMetagraph.js";
import { type AtOptions, fraction, readApi } from "./readApi.js";

export type ListedNeuron = Omit<Neuron, "registeredAtBlock">;

interface NeuronInfoLite {
  readonly hotkey: Hex;
  readonly coldkey: Hex;
  readonly uid: number;
  readonly active: boolean;
  readonly axon_info: AxonInfo;
  readonly stake: readonly (readonly [Hex, bigint])[];
  readonly emission: bigint;
  readonly incentive: number;
  readonly consensus: number;
  readonly dividends: number;
  readonly last_update: bigint;
  readonly validator_permit: boolean;
}

export async function getNeurons(
  client: PlexusClient,
  netuid: number,
  options: AtOptions = {},
): Promise<ListedNeuron[]> {
  const rows = await readApi<NeuronInfoLite[]>(client, "NeuronInfoRuntimeApi", "get_neurons_lite", { netuid }, options);
  return rows.map((row) => ({
    uid: row.uid,
    hotkey: addressOf(row.hotkey),
    coldkey: addressOf(row.coldkey),
    active: row.active,
    validatorPermit: row.validator_permit,
    incentive: fraction(row.incentive),
    dividends: fraction(row.dividends),
    consensus: fraction(row.consensus),
    emissionRao: row.emission,
    stakeRao: row.stake.reduce((sum, [, stake]) => sum + stake, 0n),
    lastUpdateBlock: Number(row.last_update),
    axon: readAxon(row.axon_info),
  }));
}
