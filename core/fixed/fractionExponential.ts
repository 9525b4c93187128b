/**
 * 1 / (1 + e^x) of I32F32 in integer Numbers for |x| ≤ 14, the range that liquid alpha meets with ordinary steepness;
 * the Taylor terms of `exponential`, which takes over beyond (yuma.md §2.4, §2.5, §5.3). Saves BigInt work per cell.
 */
import { exponentialSafe } from "./exponential.js";
import { I32F32, saturate } from "./format.js";
import { divideTruncated, ONE } from "./fraction32.js";

const FOURTEEN = 14 * ONE;
/** e with 23 fraction bits, as the law holds it. */
const E_BITS = 22802600 * 512;

/** floor(a·b / 2^32) for a < 2^36 and a result below 2^53: b is cut into 16-bit digits, so each product fits. */
function multiplyShort(a: number, b: number): number {
  const b0 = b & 0xffff;
  const above = (b - b0) / 65536;
  const b1 = above & 0xffff;
  const b2 = (above - b1) / 65536;
  const low = a * b0;
  const middle = a * b1 + (low - (low & 0xffff)) / 65536;
  return a * b2 + (middle - (middle & 0xffff)) / 65536;
}

/** e^x for x = ±magnitude, |x| ≤ 14: the largest term is below 2^49, its product with x below 2^53. */
function shortExponential(magnitude: number, negative: boolean): number {
  if (magnitude === 0) return ONE;
  if (magnitude === ONE && !negative) return E_BITS;
  let result = magnitude + ONE;
  let term = magnitude;
  // A term that has reached 0 stays 0, so leaving then gives the bits of all 30 terms.
  for (let i = 2; i < 32 && term > 0; i++) {
    term = Math.floor(multiplyShort(magnitude, term) / i);
    result += term;
  }
  return negative ? divideTruncated(ONE, result) : result;
}

/** 1 / (1 + e^x), truncated; `magnitude` are the bits of |x|, x is negative where `negative`, clipped to [−20, 20]. */
export function inverseOnePlusExponential(magnitude: number, negative: boolean): number {
  if (magnitude <= FOURTEEN) return divideTruncated(ONE, ONE + shortExponential(magnitude, negative));
  const power = exponentialSafe(negative ? -BigInt(magnitude) : BigInt(magnitude));
  return Number((1n << 64n) / saturate(I32F32, (1n << 32n) + power));
}
