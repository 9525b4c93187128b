// The uid of a hotkey in a subnet (SubtensorModule.Uids).
import { registration } from "@plexus/core/runtime";
import type { PlexusClient } from "../connect.js";
import { accountId } from "./account.js";
import type { AtOptions } from "./readApi.js";

/** Undefined where it is not registered there. */
export function getUid(
  client: PlexusClient,
  netuid: number,
  hotkey: string,
  options?: AtOptions,
): Promise<number | undefined> {
  return client.query(registration.Uids, [netuid, accountId(hotkey)], options);
}
