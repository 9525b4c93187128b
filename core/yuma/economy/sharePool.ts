/**
 * Stake of many coldkeys on one hotkey as shares of one value (chain.md §2.6): dividends raise the value and leave the
 * shares. Immutable; `value` in rao, shares as SafeFloat.
 */
import {
  SAFE_FLOAT_ZERO,
  type SafeFloat,
  safeFloat,
  safeFloatAdd,
  safeFloatMultiplyDivide,
  safeFloatSubtract,
} from "../../fixed/safeFloat.js";

export interface SharePool {
  readonly valueRao: bigint;
  readonly totalShares: SafeFloat;
}

export const EMPTY_SHARE_POOL: SharePool = { valueRao: 0n, totalShares: SAFE_FLOAT_ZERO };

/** trunc(V·s / D): what the shares are worth, in rao. */
export function shareValue(pool: SharePool, shares: SafeFloat): bigint {
  if (pool.totalShares.mantissa === 0n) return 0n;
  const shift = shares.exponent - pool.totalShares.exponent;
  const product = pool.valueRao * shares.mantissa;
  return shift >= 0n
    ? (product * 10n ** shift) / pool.totalShares.mantissa
    : product / (pool.totalShares.mantissa * 10n ** -shift);
}

/** Adds (or, where negative, takes) rao for all: shares stay. Throws RangeError below zero. */
export function changePoolValue(pool: SharePool, deltaRao: bigint): SharePool {
  if (pool.valueRao + deltaRao < 0n) throw new RangeError("a share pool cannot fall below zero");
  return { ...pool, valueRao: pool.valueRao + deltaRao };
}

/** Adds or takes rao for one holder, whose shares change with it. Throws RangeError where there is not enough. */
export function changeHolderValue(
  pool: SharePool,
  shares: SafeFloat,
  deltaRao: bigint,
): { readonly pool: SharePool; readonly shares: SafeFloat } {
  const amount = safeFloat(deltaRao < 0n ? -deltaRao : deltaRao);
  const changed = changePoolValue(pool, deltaRao);
  const isFirst = pool.totalShares.mantissa === 0n || pool.valueRao === 0n;
  const moved = isFirst ? amount : safeFloatMultiplyDivide(amount, pool.totalShares, safeFloat(pool.valueRao));
  const apply = deltaRao < 0n ? safeFloatSubtract : safeFloatAdd;
  const totalShares = isFirst && deltaRao >= 0n ? moved : apply(pool.totalShares, moved);
  return { pool: { ...changed, totalShares }, shares: apply(shares, moved) };
}
