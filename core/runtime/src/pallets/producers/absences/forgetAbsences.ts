// A record ends with its producer's turn, or goes on under a new key. Works on the row's bytes, whatever their form.

import type { Context } from "@plexus/core/frame";
import { AbsentHeights } from "./heights.js";

export function forgetAbsences(ctx: Context, address: Uint8Array): void {
  ctx.state.set(AbsentHeights.key(ctx.crypto, address), null);
}

/** A new key does not wash off what was missed under the old one. */
export function moveAbsences(ctx: Context, from: Uint8Array, to: Uint8Array): void {
  const row = ctx.state.get(AbsentHeights.key(ctx.crypto, from));
  if (!row) return;
  forgetAbsences(ctx, from);
  ctx.state.set(AbsentHeights.key(ctx.crypto, to), row);
}
