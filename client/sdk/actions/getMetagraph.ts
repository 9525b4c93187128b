// A subnet with all its neurons (SubnetInfoRuntimeApi.get_metagraph; stable.md 9).
import type { Hex } from "@plexus/core/scale";
import type { PlexusClient } from "../connect.js";
import { addressOf } from "./account.js";
import { type ChainAddress, formatInternetAddress } from "./internetAddress.js";
import { type AtOptions, fraction, readApi, textOf } from "./readApi.js";

export interface Axon {
  readonly ip: string;
  readonly port: number;
  /** http://ip:port */
  readonly url: string;
  readonly version: number;
  readonly protocol: number;
  /** Block in which it was announced. */
  readonly block: number;
}

export interface Neuron {
  readonly uid: number;
  readonly hotkey: string;
  readonly coldkey: string;
  readonly active: boolean;
  readonly validatorPermit: boolean;
  /** Fractions 0…1; incentives and dividends of a subnet sum to about 1. */
  readonly incentive: number;
  readonly dividends: number;
  readonly consensus: number;
  /** Rao of the last epoch. */
  readonly emissionRao: bigint;
  readonly stakeRao: bigint;
  readonly lastUpdateBlock: number;
  readonly registeredAtBlock: number;
  /** Undefined where the neuron never said where it listens. */
  readonly axon: Axon | undefined;
}

export interface Metagraph {
  readonly netuid: number;
  readonly name: string;
  readonly ownerHotkey: string;
  readonly ownerColdkey: string;
  readonly block: number;
  readonly tempo: number;
  readonly lastEpochBlock: number;
  readonly blocksSinceEpoch: number;
  readonly emissionRao: bigint;
  readonly burnRao: bigint;
  readonly maxNeurons: number;
  readonly maxValidators: number;
  readonly neurons: readonly Neuron[];
}

export interface AxonInfo {
  readonly block: bigint;
  readonly version: number;
  readonly ip: bigint;
  readonly port: number;
  readonly ip_type: number;
  readonly protocol: number;
}

interface WireMetagraph {
  readonly netuid: number;
  readonly name: readonly number[];
  readonly owner_hotkey: Hex;
  readonly owner_coldkey: Hex;
  readonly block: bigint;
  readonly tempo: number;
  readonly last_step: bigint;
  readonly blocks_since_last_step: bigint;
  readonly tao_in_emission: bigint;
  readonly burn: bigint;
  readonly max_uids: number;
  readonly max_validators: number;
  readonly hotkeys: readonly Hex[];
  readonly coldkeys: readonly Hex[];
  readonly axons: readonly AxonInfo[];
  readonly active: readonly boolean[];
  readonly validator_permit: readonly boolean[];
  readonly last_update: readonly bigint[];
  readonly emission: readonly bigint[];
  readonly dividends: readonly number[];
  readonly incentives: readonly number[];
  readonly consensus: readonly number[];
  readonly block_at_registration: readonly bigint[];
  readonly total_stake: readonly bigint[];
}

export function readAxon(info: AxonInfo): Axon | undefined {
  if (info.port === 0 || info.ip === 0n) return undefined;
  const address: ChainAddress = { ip: info.ip, ipType: info.ip_type === 6 ? 6 : 4 };
  const ip = formatInternetAddress(address);
  return {
    ip,
    port: info.port,
    url: `http://${ip}:${info.port}`,
    version: info.version,
    protocol: info.protocol,
    block: Number(info.block),
  };
}

function readNeuron(wire: WireMetagraph, uid: number): Neuron {
  const axon = wire.axons[uid];
  return {
    uid,
    hotkey: addressOf(wire.hotkeys[uid] as Hex),
    coldkey: addressOf(wire.coldkeys[uid] as Hex),
    active: wire.active[uid] ?? false,
    validatorPermit: wire.validator_permit[uid] ?? false,
    incentive: fraction(wire.incentives[uid] ?? 0),
    dividends: fraction(wire.dividends[uid] ?? 0),
    consensus: fraction(wire.consensus[uid] ?? 0),
    emissionRao: wire.emission[uid] ?? 0n,
    stakeRao: wire.total_stake[uid] ?? 0n,
    lastUpdateBlock: Number(wire.last_update[uid] ?? 0n),
    registeredAtBlock: Number(wire.block_at_registration[uid] ?? 0n),
    axon: axon === undefined ? undefined : readAxon(axon),
  };
}

/** Undefined where there is no such subnet. */
export async function getMetagraph(
  client: PlexusClient,
  netuid: number,
  options: AtOptions = {},
): Promise<Metagraph | undefined> {
  const wire = await readApi<WireMetagraph | undefined>(
    client,
    "SubnetInfoRuntimeApi",
    "get_metagraph",
    { netuid },
    options,
  );
  if (wire === undefined) return undefined;
  return {
    netuid: wire.netuid,
    name: textOf(wire.name),
    ownerHotkey: addressOf(wire.owner_hotkey),
    ownerColdkey: addressOf(wire.owner_coldkey),
    block: Number(wire.block),
    tempo: wire.tempo,
    lastEpochBlock: Number(wire.last_step),
    blocksSinceEpoch: Number(wire.blocks_since_last_step),
    emissionRao: wire.tao_in_emission,
    burnRao: wire.burn,
    maxNeurons: wire.max_uids,
    maxValidators: wire.max_validators,
    neurons: wire.hotkeys.map((_, uid) => readNeuron(wire, uid)),
  };
}
