// The subnets of the network (SubnetInfoRuntimeApi.get_all_dynamic_info, get_dynamic_info; stable.md 9).
import type { Hex } from "@plexus/core/scale";
import type { PlexusClient } from "../connect.js";
import { addressOf } from "./account.js";
import { type AtOptions, readApi, textOf } from "./readApi.js";

export interface Subnet {
  readonly netuid: number;
  readonly name: string;
  readonly symbol: string;
  readonly ownerHotkey: string;
  readonly ownerColdkey: string;
  readonly tempo: number;
  /** Block of the last epoch. */
  readonly lastEpochBlock: number;
  readonly blocksSinceEpoch: number;
  /** Rao issued to it per block. */
  readonly emissionRao: bigint;
  /** Held for the next epoch. */
  readonly pendingRao: bigint;
  readonly registeredAt: number;
}

interface DynamicInfo {
  readonly netuid: number;
  readonly owner_hotkey: Hex;
  readonly owner_coldkey: Hex;
  readonly subnet_name: readonly number[];
  readonly token_symbol: readonly number[];
  readonly tempo: number;
  readonly last_step: bigint;
  readonly blocks_since_last_step: bigint;
  readonly tao_in_emission: bigint;
  readonly pending_alpha_emission: bigint;
  readonly network_registered_at: bigint;
}

function readSubnet(info: DynamicInfo): Subnet {
  return {
    netuid: info.netuid,
    name: textOf(info.subnet_name),
    symbol: textOf(info.token_symbol),
    ownerHotkey: addressOf(info.owner_hotkey),
    ownerColdkey: addressOf(info.owner_coldkey),
    tempo: info.tempo,
    lastEpochBlock: Number(info.last_step),
    blocksSinceEpoch: Number(info.blocks_since_last_step),
    emissionRao: info.tao_in_emission,
    pendingRao: info.pending_alpha_emission,
    registeredAt: Number(info.network_registered_at),
  };
}

/** All of them, root included, by netuid. */
export async function getSubnets(client: PlexusClient, options: AtOptions = {}): Promise<Subnet[]> {
  const rows = await readApi<(DynamicInfo | undefined)[]>(
    client,
    "SubnetInfoRuntimeApi",
    "get_all_dynamic_info",
    {},
    options,
  );
  return rows.filter((row) => row !== undefined).map(readSubnet);
}

/** Undefined where there is no such subnet. */
export async function getSubnet(
  client: PlexusClient,
  netuid: number,
  options: AtOptions = {},
): Promise<Subnet | undefined> {
  const info = await readApi<DynamicInfo | undefined>(
    client,
    "SubnetInfoRuntimeApi",
    "get_dynamic_info",
    { netuid },
    options,
  );
  return info === undefined ? undefined : readSubnet(info);
}
