// To 463: the blocks that a producer missed were a list of heights; they become a bitmap of the window. Producers can say
// who they are from here on, for which nothing stored needs to change.

import type { Context } from "@plexus/core/frame";
import { migrateAbsences } from "../pallets/producers/index.js";

/** Bounded by the number of producers. */
export function migrateTo463(ctx: Context): void {
  migrateAbsences(ctx);
}
