// The uid of a hotkey in a subnet (SubtensorModule.Uids).
import type { PlexusClient } from "../connect.js";
import { accountId } from "./account.js";
import { type AtOptions, readEntry } from "./readApi.js";

/** Undefined where it is not registered there. */
export function getUid(
  client: PlexusClient,
  netuid: number,
  hotkey: string,
  options?: AtOptions,
): Promise<number | undefined> {
  return readEntry<number | undefined>(client, "SubtensorModule", "Uids", [netuid, accountId(hotkey)], options);
}
