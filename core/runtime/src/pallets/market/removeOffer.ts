// An offer's end: its row, its place in the count, and the event that says why.

import type { Context } from "@plexus/core/frame";
import type { Hex } from "@plexus/core/scale";
import { events } from "./events.js";
import { OfferCount, Offers } from "./storage.js";

export interface OfferKey {
  readonly netuid: number;
  readonly hotkey: Hex;
  readonly model: Uint8Array;
}

export function removeOffer(ctx: Context, { netuid, hotkey, model }: OfferKey, cause: "Miner" | "Deregistered"): void {
  Offers.remove(ctx, netuid, hotkey, model);
  const rest = OfferCount.get(ctx, netuid, hotkey) - 1;
  if (rest === 0) OfferCount.remove(ctx, netuid, hotkey);
  else OfferCount.set(ctx, netuid, hotkey, rest);
  ctx.deposit(events.OfferCleared, { netuid, hotkey, model, cause: { type: cause } });
}
