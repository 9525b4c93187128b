// What a coldkey has staked, by hotkey (StakeInfoRuntimeApi.get_stake_info_for_coldkey; stable.md 9).
import type { Hex } from "@plexus/core/scale";
import type { PlexusClient } from "../connect.js";
import { accountId, addressOf } from "./account.js";
import { type AtOptions, readApi } from "./readApi.js";

export interface Stake {
  readonly hotkey: string;
  readonly coldkey: string;
  readonly netuid: number;
  readonly stakeRao: bigint;
  /** Whether the hotkey holds a seat on that netuid. */
  readonly registered: boolean;
}

interface StakeInfo {
  readonly hotkey: Hex;
  readonly coldkey: Hex;
  readonly netuid: number;
  readonly stake: bigint;
  readonly is_registered: boolean;
}

export async function getStake(client: PlexusClient, coldkey: string, options: AtOptions = {}): Promise<Stake[]> {
  const args = { coldkey_account: accountId(coldkey) };
  const rows = await readApi<StakeInfo[]>(client, "StakeInfoRuntimeApi", "get_stake_info_for_coldkey", args, options);
  return rows.map((row) => ({
    hotkey: addressOf(row.hotkey),
    coldkey: addressOf(row.coldkey),
    netuid: row.netuid,
    stakeRao: row.stake,
    registered: row.is_registered,
  }));
}
