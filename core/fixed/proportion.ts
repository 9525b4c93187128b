/** Proportions as u16, 65535 = 1.0: quantising, upscaling to the largest, the limit on one weight (yuma.md §2.7, §2.8, §11). */
import { roundToInteger, safeDivide, saturatingMultiply } from "./arithmetic.js";
import { I32F32 } from "./format.js";

export const U16_MAX = 65535;
const U16 = 65535n;
const U16_BITS = U16 << 32n;
const LARGE = 32768n << 32n;

function clipU16(value: bigint): number {
  return value < 0n ? 0 : value > U16 ? U16_MAX : Number(value);
}

/** floor(x × 65535) of I32F32 bits, clipped to u16. Floors; does not round. */
export function quantiseToU16(bits: bigint): number {
  return clipU16((bits * U16) >> 32n);
}

/** Scales I32F32 bits so that the largest becomes 65535; a large maximum divides first, so that no product saturates. */
export function maxUpscaleToU16(values: readonly bigint[]): number[] {
  const max = values.reduce((best, value) => (value > best ? value : best), values[0] ?? 0n);
  if (max === 0n) return values.map((value) => clipU16(saturatingMultiply(I32F32, value, U16_BITS) >> 32n));
  if (max > LARGE) {
    const factor = safeDivide(I32F32, U16_BITS, max);
    return values.map((value) => clipU16(roundToInteger(I32F32, saturatingMultiply(I32F32, value, factor))));
  }
  return values.map((value) =>
    clipU16(roundToInteger(I32F32, safeDivide(I32F32, saturatingMultiply(I32F32, value, U16_BITS), max))),
  );
}

/** The same for plain u16 values: what `set_weights` stores. */
export function maxUpscaleU16(values: readonly number[]): number[] {
  return maxUpscaleToU16(values.map((value) => BigInt(value) << 32n));
}

/**
 * True when no upscaled, normalised weight exceeds limit / 65535. Both sides are I32F32 quotients; an empty or
 * all-zero vector passes, and the limit 65535 checks nothing.
 */
export function isMaxLimited(values: readonly number[], limit: number): boolean {
  const upscaled = maxUpscaleU16(values).map((value) => BigInt(value) << 32n);
  const total = upscaled.reduce((sum, value) => sum + value, 0n);
  if (total === 0n) return true;
  const max = upscaled.reduce((best, value) => (value > best ? value : best), 0n);
  return safeDivide(I32F32, max, total) <= safeDivide(I32F32, BigInt(limit) << 32n, U16_BITS);
}
