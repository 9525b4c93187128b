// 462 → 463: every list of heights becomes a ring of bits that counts the same.

import type { Context } from "@plexus/core/frame";
import { type AbsenceBitsValue, AbsentBits, withHeight } from "./bitmap.js";
import { AbsentHeights } from "./heights.js";

/** Returns how many rows were carried over. */
export function migrateAbsences(ctx: Context): number {
  const rows = Array.from(AbsentHeights.entries(ctx));
  for (const [[address], heights] of rows) {
    let ring: AbsenceBitsValue | undefined;
    for (const height of heights) ring = withHeight(ring, height);
    if (ring) AbsentBits.set(ctx, address, ring);
    else AbsentBits.remove(ctx, address);
  }
  return rows.length;
}
