// Live offers of a subnet's miners (MarketRuntimeApi.get_offers; spec market.md 6).
import type { Hex } from "@plexus/core/scale";
import type { PlexusClient } from "../connect.js";
import { addressOf } from "./account.js";
import { type AtOptions, readApi, textOf } from "./readApi.js";

export interface Offer {
  readonly netuid: number;
  readonly uid: number;
  readonly hotkey: string;
  readonly model: string;
  readonly unit: "Tokens" | "Images" | "Series";
  /** Rao per 1,000,000 units. */
  readonly priceIn: bigint;
  readonly priceOut: bigint;
  readonly slots: number;
  /** Last block in which it counts. */
  readonly validUntilBlock: number;
  readonly setAtBlock: number;
}

interface OfferInfo {
  readonly netuid: number;
  readonly uid: number;
  readonly hotkey: Hex;
  readonly model: Uint8Array;
  readonly unit: { readonly type: Offer["unit"] };
  readonly price_in: bigint;
  readonly price_out: bigint;
  readonly slots: number;
  readonly valid_until: number;
  readonly set_at: number;
}

/** By uid, then by model. */
export async function getOffers(client: PlexusClient, netuid: number, options: AtOptions = {}): Promise<Offer[]> {
  const rows = await readApi<OfferInfo[]>(client, "MarketRuntimeApi", "get_offers", { netuid }, options);
  return rows.map((row) => ({
    netuid: row.netuid,
    uid: row.uid,
    hotkey: addressOf(row.hotkey),
    model: textOf(row.model),
    unit: row.unit.type,
    priceIn: row.price_in,
    priceOut: row.price_out,
    slots: row.slots,
    validUntilBlock: row.valid_until,
    setAtBlock: row.set_at,
  }));
}
