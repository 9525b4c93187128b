/** Who set weights lately enough, and whose stake counts for that (yuma.md §3.2). */
import type { EpochInput } from "./epochInput.js";
import { normaliseVector } from "./matrixArithmetic.js";

/** Inactive where lastUpdate + cutoff < currentBlock; strict. */
export function activity(input: EpochInput): boolean[] {
  const cutoff = input.parameters.activityCutoffBlocks;
  return input.stake.map((_, uid) => (input.lastUpdate[uid] ?? 0) + cutoff >= input.currentBlock);
}

/** ActivityCutoff of 2026: max(1, floor(factorMilli × tempo / 1000)) blocks. */
export function activityCutoff2026(factorMilli: number, tempo: number): number {
  const product = factorMilli * tempo;
  return Math.max(1, (product - (product % 1000)) / 1000);
}

/** Stake shares of the active and permitted, normalised among them. */
export function activeStake(
  shares: Float64Array,
  active: readonly boolean[],
  permits: readonly boolean[],
): Float64Array {
  return normaliseVector(shares.map((share, uid) => (active[uid] && permits[uid] ? share : 0)));
}
