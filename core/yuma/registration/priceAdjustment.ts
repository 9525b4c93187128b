/** Burn and difficulty by interval, as in 2024 (chain.md §2.2), in I110F18, truncated. */
import { divide, multiply } from "../../fixed/arithmetic.js";
import { I110F18, oneOf } from "../../fixed/format.js";

const U64_MAX = (1n << 64n) - 1n;
const FRACTION = I110F18.fractionBits;

export interface PriceAdjustment {
  /** Rao for burn, plain for difficulty. */
  readonly current: bigint;
  readonly registrationsThisInterval: bigint;
  readonly target: bigint;
  /** u64, over 2^64 − 1: how much of the old value stays. */
  readonly adjustmentAlpha: bigint;
  readonly min: bigint;
  readonly max: bigint;
}

/** alpha·x + (1 − alpha)·x·(r + t)/(2t), kept within min … max. Throws RangeError where the target is not positive. */
export function adjustPrice(price: PriceAdjustment): bigint {
  const { registrationsThisInterval, target } = price;
  if (target <= 0n) throw new RangeError("the target of registrations must be positive");
  const current = price.current << FRACTION;
  const moved = divide(
    I110F18,
    multiply(I110F18, current, (registrationsThisInterval + target) << FRACTION),
    (target + target) << FRACTION,
  );
  const alpha = divide(I110F18, price.adjustmentAlpha << FRACTION, U64_MAX << FRACTION);
  const next = multiply(I110F18, alpha, current) + multiply(I110F18, oneOf(I110F18) - alpha, moved);
  if (next >= price.max << FRACTION) return price.max;
  return next <= price.min << FRACTION ? price.min : next >> FRACTION;
}

/** What to adjust at the end of an interval, by registrations with proof of work and with burn. */
export function adjustmentTargets(
  powRegistrations: bigint,
  burnRegistrations: bigint,
  target: bigint,
): { readonly burn: boolean; readonly difficulty: boolean } {
  if (powRegistrations === burnRegistrations) return { burn: true, difficulty: true };
  const crowded = powRegistrations + burnRegistrations > target;
  const burn = powRegistrations < burnRegistrations === crowded;
  return { burn, difficulty: !burn };
}
