// What validators have scored, by uid (SubtensorModule.Weights).
import type { PlexusClient } from "../connect.js";
import type { AtOptions } from "./readApi.js";

export interface WeightsRow {
  /** The validator. */
  readonly uid: number;
  /** Of 65,535. */
  readonly weights: readonly { readonly uid: number; readonly weight: number }[];
}

export async function getWeights(client: PlexusClient, netuid: number, options: AtOptions = {}): Promise<WeightsRow[]> {
  const rows = await client.queryMap(client.declarations.entry("SubtensorModule", "Weights"), [netuid], options);
  const read = rows.map(([keys, value]) => ({
    uid: keys[1] as number,
    weights: (value as [number, number][]).map(([uid, weight]) => ({ uid, weight })),
  }));
  return read.sort((one, other) => one.uid - other.uid);
}
