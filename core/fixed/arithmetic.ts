/**
 * Add, subtract, multiply, divide and convert on the bits of a {@link FixedFormat} (yuma.md §2.1–2.3).
 * Multiplication floors, division truncates toward zero. The plain forms throw on overflow and on a zero divisor; the
 * saturating forms clip, and `safeDivide` answers 0 for a zero divisor, as the law of 2026 does.
 */
import { checkRange, type FixedFormat, saturate } from "./format.js";

export function fromInteger(format: FixedFormat, value: bigint): bigint {
  return checkRange(format, value << format.fractionBits, "conversion from an integer");
}

export function saturatingFromInteger(format: FixedFormat, value: bigint): bigint {
  return saturate(format, value << format.fractionBits);
}

/** numerator / denominator, truncated toward zero: two exact integers divided in the format. */
export function fromRatio(format: FixedFormat, numerator: bigint, denominator: bigint): bigint {
  return checkRange(format, (numerator << format.fractionBits) / denominator, "ratio");
}

/** numerator / denominator to the nearest bit, ties to even: how a decimal literal becomes fixed. Denominator > 0. */
export function fromLiteral(format: FixedFormat, numerator: bigint, denominator: bigint): bigint {
  if (denominator <= 0n) throw new RangeError("the denominator of a literal must be positive");
  const scaled = numerator << format.fractionBits;
  const remainder = ((scaled % denominator) + denominator) % denominator;
  const floor = (scaled - remainder) / denominator;
  const twice = remainder * 2n;
  const up = twice > denominator || (twice === denominator && (floor & 1n) === 1n);
  return checkRange(format, up ? floor + 1n : floor, "literal");
}

export function add(format: FixedFormat, a: bigint, b: bigint): bigint {
  return checkRange(format, a + b, "addition");
}

export function subtract(format: FixedFormat, a: bigint, b: bigint): bigint {
  return checkRange(format, a - b, "subtraction");
}

/** Floor of the exact product (an arithmetic shift, so a negative product floors as well). */
export function multiply(format: FixedFormat, a: bigint, b: bigint): bigint {
  return checkRange(format, (a * b) >> format.fractionBits, "multiplication");
}

/** Quotient truncated toward zero. Throws RangeError on a zero divisor. */
export function divide(format: FixedFormat, a: bigint, b: bigint): bigint {
  if (b === 0n) throw new RangeError(`division by zero in ${format.name}`);
  return checkRange(format, (a << format.fractionBits) / b, "division");
}

export function saturatingAdd(format: FixedFormat, a: bigint, b: bigint): bigint {
  return saturate(format, a + b);
}

export function saturatingSubtract(format: FixedFormat, a: bigint, b: bigint): bigint {
  return saturate(format, a - b);
}

export function saturatingMultiply(format: FixedFormat, a: bigint, b: bigint): bigint {
  return saturate(format, (a * b) >> format.fractionBits);
}

export function safeDivide(format: FixedFormat, a: bigint, b: bigint): bigint {
  return b === 0n ? 0n : saturate(format, (a << format.fractionBits) / b);
}

/** Moves bits to another format: fraction bits that do not fit are floored away; out of range saturates. */
export function convert(from: FixedFormat, to: FixedFormat, bits: bigint): bigint {
  const shift = to.fractionBits - from.fractionBits;
  return saturate(to, shift >= 0n ? bits << shift : bits >> -shift);
}

/** The integer part toward minus infinity. */
export function floorToInteger(format: FixedFormat, bits: bigint): bigint {
  return bits >> format.fractionBits;
}

/** Nearest integer, half away from zero. */
export function roundToInteger(format: FixedFormat, bits: bigint): bigint {
  const half = 1n << (format.fractionBits - 1n);
  return bits >= 0n ? (bits + half) >> format.fractionBits : -((-bits + half) >> format.fractionBits);
}

const U64_MAX = (1n << 64n) - 1n;

/** Floor, then clipped to 0 … 2^64−1: a fixed value stored as rao. */
export function toU64(format: FixedFormat, bits: bigint): bigint {
  const integer = bits >> format.fractionBits;
  if (integer < 0n) return 0n;
  return integer > U64_MAX ? U64_MAX : integer;
}

/** Σ/Σ: divides every element by the sum, truncated; untouched where the sum is 0 (yuma.md §2.9). */
export function normalise(format: FixedFormat, values: readonly bigint[]): bigint[] {
  const total = values.reduce((sum, value) => saturate(format, sum + value), 0n);
  return values.map((value) => (total === 0n ? value : safeDivide(format, value, total)));
}
