// The lasting link between a hotkey and its coldkey, made at the hotkey's first registration (chain.md §1.2, stable.md 1).

import { type Context, ensure, type ReadContext } from "@plexus/core/frame";
import type { Hex } from "@plexus/core/scale";
import { OwnedHotkeys, Owner } from "../staking/storage.js";
import { errors } from "./errors.js";

export function hotkeyExists(ctx: ReadContext, hotkey: Hex): boolean {
  return Owner.has(ctx, hotkey);
}

/** Refuses a hotkey of another coldkey. One that nobody has is fine. */
export function ensureNotAnothers(ctx: ReadContext, coldkey: Hex, hotkey: Hex): void {
  ensure(!hotkeyExists(ctx, hotkey) || Owner.get(ctx, hotkey) === coldkey, errors.NonAssociatedColdKey);
}

/** Links the hotkey to the coldkey where it is new; refuses one that belongs to another. */
export function ensureHotkeyAccount(ctx: Context, coldkey: Hex, hotkey: Hex): void {
  ensureNotAnothers(ctx, coldkey, hotkey);
  if (hotkeyExists(ctx, hotkey)) return;
  Owner.set(ctx, hotkey, coldkey);
  OwnedHotkeys.mutate(ctx, [coldkey], (owned) => [...owned, hotkey]);
}
