/**
 * e^x by the fixed number of Taylor terms that the law prescribes (yuma.md §2.4, §2.5). The series is not the true
 * exponential (e^20 is visibly short of it); its bits are what counts.
 */
import { checkRange, type FixedFormat, FixedOverflow, I32F32, oneOf } from "./format.js";

/** e itself is held with 23 fraction bits only. */
const E_BITS_23 = 22802600n;

/** e^x. Throws {@link FixedOverflow} where a term or the sum leaves the format. */
export function exponential(format: FixedFormat, bits: bigint): bigint {
  const one = oneOf(format);
  if (bits === 0n) return one;
  if (bits === one) return E_BITS_23 << (format.fractionBits - 23n);
  const magnitude = bits < 0n ? -bits : bits;
  let result = checkRange(format, magnitude + one, "exponential");
  let term = magnitude;
  for (let i = 2n; i < format.fractionBits; i++) {
    const product = checkRange(format, (term * magnitude) >> format.fractionBits, "exponential");
    term = product / i;
    result = checkRange(format, result + term, "exponential");
  }
  return bits < 0n ? (one << format.fractionBits) / result : result;
}

const TWENTY = 20n << 32n;

/** e^x in I32F32 with x clipped to [−20, 20]; never throws. */
export function exponentialSafe(bits: bigint): bigint {
  const clipped = bits < -TWENTY ? -TWENTY : bits > TWENTY ? TWENTY : bits;
  try {
    return exponential(I32F32, clipped);
  } catch (error) {
    if (!(error instanceof FixedOverflow)) throw error;
    return clipped <= 0n ? 0n : I32F32.maxBits;
  }
}

/** 1 / (1 + e^(−rho·(x − kappa))) in I32F32, saturating and safe at every step. */
export function sigmoidSafe(input: bigint, rho: bigint, kappa: bigint): bigint {
  const clip = (bits: bigint): bigint =>
    bits > I32F32.maxBits ? I32F32.maxBits : bits < I32F32.minBits ? I32F32.minBits : bits;
  const offset = clip(input - kappa);
  const exponent = clip((clip(-rho) * offset) >> 32n);
  const denominator = clip(oneOf(I32F32) + exponentialSafe(exponent));
  return denominator === 0n ? 0n : (oneOf(I32F32) << 32n) / denominator;
}
