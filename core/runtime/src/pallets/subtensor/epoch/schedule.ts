// Which block runs a stable subnet's epoch (stable.md 5): n is due when (block + n + 1) mod (tempo + 1) = 0. One block after
// what yuma.md §8 A says; stable.md rules for stable subnets.

import type { ReadContext } from "@plexus/core/frame";
import { Tempo } from "../subnets/parameters.js";

/** Blocks from `block` until the subnet's next epoch, 0 if it runs then; undefined where tempo 0 stops it. */
export function blocksUntilEpoch(ctx: ReadContext, netuid: number, block: number): number | undefined {
  const tempo = Tempo.get(ctx, netuid);
  if (tempo === 0) return undefined;
  const period = tempo + 1;
  return (period - ((block + netuid + 1) % period)) % period;
}

export function isEpochDue(ctx: ReadContext, netuid: number): boolean {
  return blocksUntilEpoch(ctx, netuid, ctx.block.number) === 0;
}
