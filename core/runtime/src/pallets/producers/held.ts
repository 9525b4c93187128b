// What Producers holds, for the Ledger's equation. Walks all rows: for invariants, not for blocks.

import type { ReadContext } from "@plexus/core/frame";
import { Bonds, FeePot, Unbonding } from "./storage.js";

/** rao. */
export function held(ctx: ReadContext): bigint {
  let sum = FeePot.get(ctx);
  for (const [, bond] of Bonds.entries(ctx)) sum += bond;
  for (const [, rows] of Unbonding.entries(ctx)) for (const { amount } of rows) sum += amount;
  return sum;
}
