/**
 * The hot path: non-negative I32F32 bits held as integer Numbers (yuma.md §2.1, §2.2, §14.10). Bit-exact with the
 * BigInt forms for every operand below 2^53 whose result stays below 2^53, and a RangeError beyond: nothing rounds.
 *
 * Why the fast multiply is exact: for b ≤ 2^36 and a·b ≤ 2^68 the 16-bit split of a keeps every partial result below
 * 2^53, and floor(floor(x / 2^16) / 2^16) = floor(x / 2^32).
 * Why the fast divide is exact: for integers x, y < 2^53 a correctly rounded x / y never reaches the next integer
 * above the true quotient (that would need y·(q + 1) ≥ 2^54), so Math.floor of it is the exact integer quotient; the
 * fraction lives for that one instruction only.
 * That operands are integers is checked where numbers come in (fromRows, stakeShares) and go out (quantiseFraction),
 * not at each product.
 */

/** The bits of 1. */
export const ONE = 2 ** 32;

const FACTOR_FAST = 2 ** 36;
const PRODUCT_FAST = 2 ** 68;
const DIVIDE_FAST = 2 ** 37;
const DIVIDE_MIDDLE = 2 ** 45;

function asBigInt(value: number): bigint {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new RangeError(`not a non-negative integer below 2^53: ${value}`);
  return BigInt(value);
}

function asNumber(value: bigint, operation: string): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new RangeError(`${operation} leaves 53 bits`);
  return Number(value);
}

/** floor(a·b / 2^32). */
export function multiplyFloor(a: number, b: number): number {
  if (!(a >= 0 && b >= 0 && b <= FACTOR_FAST && a * b <= PRODUCT_FAST)) {
    return asNumber((asBigInt(a) * asBigInt(b)) >> 32n, "multiplication");
  }
  const low = a & 0xffff;
  const lowProduct = low * b;
  const middle = ((a - low) / 65536) * b + (lowProduct - (lowProduct & 0xffff)) / 65536;
  return (middle - (middle & 0xffff)) / 65536;
}

/** ceil(a·b / 2^32): the magnitude of a negative product that floors. */
export function multiplyCeiling(a: number, b: number): number {
  if (!(a >= 0 && b >= 0 && b <= FACTOR_FAST && a * b <= PRODUCT_FAST)) {
    return asNumber((asBigInt(a) * asBigInt(b) + 0xffff_ffffn) >> 32n, "multiplication");
  }
  const low = a & 0xffff;
  const lowProduct = low * b;
  const lowRest = lowProduct & 0xffff;
  const middle = ((a - low) / 65536) * b + (lowProduct - lowRest) / 65536;
  const middleRest = middle & 0xffff;
  return (middle - middleRest) / 65536 + (lowRest === 0 && middleRest === 0 ? 0 : 1);
}

/** trunc(a·2^32 / b), 0 where b is 0. The ratio of two plain integers as well, since the scale cancels. */
export function divideTruncated(a: number, b: number): number {
  if (b === 0) return 0;
  if (!(a >= 0 && a < DIVIDE_FAST && b > 0 && b < DIVIDE_FAST)) return divideWide(a, b);
  const first = a * 65536;
  const high = Math.floor(first / b);
  const quotient = high * 65536 + Math.floor(((first - high * b) * 65536) / b);
  if (quotient > Number.MAX_SAFE_INTEGER) throw new RangeError("division leaves 53 bits");
  return quotient;
}

function divideWide(a: number, b: number): number {
  if (!(a >= 0 && a < DIVIDE_MIDDLE && b > 0 && b < DIVIDE_MIDDLE && a <= b)) {
    return asNumber((asBigInt(a) << 32n) / asBigInt(b), "division");
  }
  let quotient = 0;
  let rest = a;
  for (let step = 0; step < 4; step++) {
    const scaled = rest * 256;
    const digit = Math.floor(scaled / b);
    rest = scaled - digit * b;
    quotient = quotient * 256 + digit;
  }
  return quotient;
}

/** floor(x × 65535) clipped to u16, for bits below 2^37. */
export function quantiseFraction(bits: number): number {
  if (!(Number.isInteger(bits) && bits >= 0 && bits < DIVIDE_FAST)) throw new RangeError(`not a fraction: ${bits}`);
  const scaled = bits * 65535;
  const value = (scaled - (scaled >>> 0)) / ONE;
  return value > 65535 ? 65535 : value;
}

/** Scales bits below 2^37 so that the largest becomes 65535, rounding half up: `maxUpscaleToU16` of small values. */
export function maxUpscaleFractions(values: Float64Array): number[] {
  const max = values.reduce((best, value) => (value > best ? value : best), 0);
  if (max === 0) return Array.from(values, () => 0);
  if (max >= DIVIDE_FAST) throw new RangeError(`not a fraction: ${max}`);
  return Array.from(values, (value) => {
    const scaled = value * 65535;
    const whole = Math.floor(scaled / max);
    return whole + (divideTruncated(scaled - whole * max, max) >= ONE / 2 ? 1 : 0);
  });
}
