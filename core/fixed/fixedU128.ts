/**
 * FixedU128 of the Substrate runtime: an unsigned decimal with 18 digits after the point in 128 bits (fee multiplier,
 * prices in runtime APIs). Products and quotients floor, results saturate.
 */
export const FIXED_U128_ONE = 10n ** 18n;
const FIXED_U128_MAX = (1n << 128n) - 1n;

function saturateU128(bits: bigint): bigint {
  if (bits < 0n) return 0n;
  return bits > FIXED_U128_MAX ? FIXED_U128_MAX : bits;
}

/** numerator / denominator. Throws RangeError on a zero denominator. */
export function fixedU128FromRatio(numerator: bigint, denominator: bigint): bigint {
  if (denominator === 0n) throw new RangeError("division by zero in FixedU128");
  return saturateU128((numerator * FIXED_U128_ONE) / denominator);
}

export function fixedU128Multiply(a: bigint, b: bigint): bigint {
  return saturateU128((a * b) / FIXED_U128_ONE);
}

/** floor(value × integer). */
export function fixedU128TimesInteger(value: bigint, integer: bigint): bigint {
  return saturateU128((value * integer) / FIXED_U128_ONE);
}
