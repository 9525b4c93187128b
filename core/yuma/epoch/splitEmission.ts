/** The epoch's rao split by incentive and dividends (yuma.md §6). Products floor in I96F32. */
import { addVectors, divideVectors, normaliseVector, sum } from "./matrixArithmetic.js";

export interface EmissionShares {
  /** I32F32 bits; what serving and validating earn, and both together. */
  readonly server: Float64Array;
  readonly validator: Float64Array;
  readonly combined: Float64Array;
}

/** Where nobody earned incentive or dividends, active stake is paid for validating, or all stake where none is active. */
export function emissionShares(
  incentive: Float64Array,
  dividends: Float64Array,
  activeStake: Float64Array,
  stake: Float64Array,
): EmissionShares {
  const combined = addVectors(incentive, dividends);
  const total = sum(combined);
  if (total === 0) {
    const fallback = sum(activeStake) === 0 ? stake : activeStake;
    return { server: incentive.slice(), validator: fallback, combined: fallback };
  }
  const totals = new Float64Array(combined.length).fill(total);
  return {
    server: divideVectors(incentive, totals),
    validator: divideVectors(dividends, totals),
    combined: normaliseVector(combined),
  };
}

/** floor(share × rao) for each. */
export function emissionOf(shares: Float64Array, rao: bigint): bigint[] {
  return Array.from(shares, (share) => (share === 0 ? 0n : (BigInt(share) * rao) >> 32n));
}
