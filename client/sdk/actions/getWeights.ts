// What validators have scored, by uid (SubtensorModule.Weights).
import { weights } from "@plexus/core/runtime";
import type { PlexusClient } from "../connect.js";
import type { AtOptions } from "./readApi.js";

export interface WeightsRow {
  /** The validator. */
  readonly uid: number;
  /** Of 65,535. */
  readonly weights: readonly { readonly uid: number; readonly weight: number }[];
}

export async function getWeights(client: PlexusClient, netuid: number, options?: AtOptions): Promise<WeightsRow[]> {
  const rows = await client.queryMap(weights.Weights, [netuid], options);
  const read = rows.map(([[, uid], row]) => ({
    uid,
    weights: row.map(([scored, weight]) => ({ uid: scored, weight })),
  }));
  return read.sort((one, other) => one.uid - other.uid);
}
