/** log2 and ln by repeated squaring, one result bit a step (yuma.md §2.6). */
import { type FixedFormat, oneOf } from "./format.js";

/** log2(e) is held with 23 fraction bits only. */
const LOG2_E_BITS_23 = 12102203n;

function halve(bits: bigint): bigint {
  return (bits >> 1n) + (bits & 1n);
}

function log2OfAtLeastOne(format: FixedFormat, bits: bigint): bigint {
  const one = oneOf(format);
  const two = one << 1n;
  let rest = bits;
  let result = 0n;
  while (rest >= two) {
    result += 1n;
    rest = halve(rest);
  }
  if (rest === one) return result << format.fractionBits;
  for (let step = 0n; step < format.fractionBits; step++) {
    rest = (rest * rest) >> format.fractionBits;
    result <<= 1n;
    if (rest >= two) {
      result |= 1n;
      rest = halve(rest);
    }
  }
  return result;
}

/** log2(x). Throws RangeError for x ≤ 0. */
export function log2(format: FixedFormat, bits: bigint): bigint {
  if (bits <= 0n) throw new RangeError("logarithm of a value that is not positive");
  const one = oneOf(format);
  return bits < one ? -log2OfAtLeastOne(format, (one << format.fractionBits) / bits) : log2OfAtLeastOne(format, bits);
}

/** ln(x) = log2(x) / log2(e). Throws RangeError for x ≤ 0. */
export function ln(format: FixedFormat, bits: bigint): bigint {
  const log2e = LOG2_E_BITS_23 << (format.fractionBits - 23n);
  return (log2(format, bits) << format.fractionBits) / log2e;
}
