// The end of a candidacy, by its owner or with the seat on root (slashing: note/punish.ts). An elected producer goes on to
// the end of its session.

import type { Context } from "@plexus/core/frame";
import type { Hex } from "@plexus/core/scale";
import { unbond } from "./bond.js";
import { consensusAddress } from "./consensusKey.js";
import { events } from "./events.js";
import { Keys, Names, Producers, Works } from "./storage.js";

/** The hotkey must be a producer. */
export function leave(ctx: Context, hotkey: Hex, cause: "Owner" | "Deregistered"): void {
  const producer = Producers.get(ctx, hotkey);
  if (!producer) throw new Error(`${hotkey} is no producer`);
  const { amount, until } = unbond(ctx, hotkey);
  Producers.remove(ctx, hotkey);
  const address = consensusAddress(ctx.crypto, producer.consensus_key);
  Keys.set(ctx, address, { hotkey, state: { type: "Retired", value: until } });
  ctx.deposit(events.Left, { hotkey, bond: amount, until, cause: { type: cause } });
}

/** What is kept about a producer beside its bond, once nothing of that is left. */
export function forget(ctx: Context, hotkey: Hex): void {
  if (Producers.has(ctx, hotkey)) return;
  Names.remove(ctx, hotkey);
  Works.remove(ctx, hotkey);
}
