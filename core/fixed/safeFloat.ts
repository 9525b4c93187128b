/**
 * SafeFloat: mantissa × 10^exponent with the mantissa in (10^20, 10^21], in which today's network keeps shares
 * (chain.md §2.6). All arithmetic truncates. Zero is 0 × 10^0. Non-negative only.
 */
export interface SafeFloat {
  readonly mantissa: bigint;
  readonly exponent: bigint;
}

const MANTISSA_MAX = 10n ** 21n;
const MANTISSA_FLOOR = 10n ** 20n;
/** A value this many powers of ten below a unit has no digit above it. */
const FAR = 45n;

export const SAFE_FLOAT_ZERO: SafeFloat = { mantissa: 0n, exponent: 0n };

/** Normalises mantissa × 10^exponent; digits below the last of the mantissa are cut. Throws RangeError below zero. */
export function safeFloat(mantissa: bigint, exponent = 0n): SafeFloat {
  if (mantissa < 0n) throw new RangeError("a SafeFloat is not negative");
  if (mantissa === 0n) return SAFE_FLOAT_ZERO;
  let digits = mantissa;
  let power = exponent;
  while (digits > MANTISSA_MAX) {
    digits /= 10n;
    power += 1n;
  }
  while (digits <= MANTISSA_FLOOR) {
    digits *= 10n;
    power -= 1n;
  }
  return { mantissa: digits, exponent: power };
}

/** Both mantissas at the larger exponent; digits of the smaller operand below it are cut, as the network cuts them. */
function align(a: SafeFloat, b: SafeFloat): [a: bigint, b: bigint, exponent: bigint] {
  const exponent = a.exponent > b.exponent ? a.exponent : b.exponent;
  const lower = (value: SafeFloat): bigint =>
    exponent - value.exponent > FAR ? 0n : value.mantissa / 10n ** (exponent - value.exponent);
  return [lower(a), lower(b), exponent];
}

export function safeFloatAdd(first: SafeFloat, second: SafeFloat): SafeFloat {
  const a = safeFloat(first.mantissa, first.exponent);
  const b = safeFloat(second.mantissa, second.exponent);
  if (a.mantissa === 0n) return b;
  if (b.mantissa === 0n) return a;
  const [left, right, exponent] = align(a, b);
  return safeFloat(left + right, exponent);
}

/** first − second. Throws RangeError where second is the larger. */
export function safeFloatSubtract(first: SafeFloat, second: SafeFloat): SafeFloat {
  const a = safeFloat(first.mantissa, first.exponent);
  const b = safeFloat(second.mantissa, second.exponent);
  if (b.mantissa === 0n) return a;
  if (a.mantissa === 0n) throw new RangeError("a SafeFloat is not negative");
  const [left, right, exponent] = align(a, b);
  return safeFloat(left - right, exponent);
}

/** a × b / c, cut once at the end. Throws RangeError where c is 0. */
export function safeFloatMultiplyDivide(a: SafeFloat, b: SafeFloat, c: SafeFloat): SafeFloat {
  if (c.mantissa === 0n) throw new RangeError("division of a SafeFloat by zero");
  const guard = MANTISSA_MAX * 10n;
  return safeFloat((a.mantissa * b.mantissa * guard) / c.mantissa, a.exponent + b.exponent - c.exponent - 22n);
}

/** The integer part. Throws RangeError where it would exceed 2^128 − 1. */
export function safeFloatToInteger(value: SafeFloat): bigint {
  if (value.exponent > 18n) throw new RangeError("a SafeFloat too large for an integer");
  return value.exponent >= 0n
    ? value.mantissa * 10n ** value.exponent
    : -value.exponent > FAR
      ? 0n
      : value.mantissa / 10n ** -value.exponent;
}
