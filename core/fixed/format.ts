/**
 * The binary fixed-point formats of the law (yuma.md §2). `IxFy` has x integer bits and y fraction bits; a value is
 * held as a bigint of `value × 2^y`, called its bits.
 */
export interface FixedFormat {
  readonly name: string;
  readonly fractionBits: bigint;
  readonly minBits: bigint;
  readonly maxBits: bigint;
}

/** A result left the range of its format. The law has no such result with valid input, so it is never swallowed. */
export class FixedOverflow extends RangeError {
  constructor(format: FixedFormat, operation: string) {
    super(`${operation} leaves the range of ${format.name}`);
    this.name = "FixedOverflow";
  }
}

function signed(integerBits: bigint, fractionBits: bigint): FixedFormat {
  const half = 1n << (integerBits + fractionBits - 1n);
  return { name: `I${integerBits}F${fractionBits}`, fractionBits, minBits: -half, maxBits: half - 1n };
}

function unsigned(integerBits: bigint, fractionBits: bigint): FixedFormat {
  const maxBits = (1n << (integerBits + fractionBits)) - 1n;
  return { name: `U${integerBits}F${fractionBits}`, fractionBits, minBits: 0n, maxBits };
}

/** Nearly all epoch arithmetic. */
export const I32F32 = signed(32n, 32n);
/** Stake normalisation, the root epoch, takes. */
export const I64F64 = signed(64n, 64n);
/** Shares, prices, the burn multiplier, the split between mechanisms. */
export const U64F64 = unsigned(64n, 64n);
/** Emission products of rao, the halving, moving prices. */
export const I96F32 = signed(96n, 32n);
/** The coinbase, dividends, root proportion. */
export const U96F32 = unsigned(96n, 32n);
/** Adjustment of burn and difficulty (2024). */
export const I110F18 = signed(110n, 18n);

/** The bits of 1 in a format. */
export function oneOf(format: FixedFormat): bigint {
  return 1n << format.fractionBits;
}

/** Clips bits to the range of the format: what `saturating_*` of 2026 does. */
export function saturate(format: FixedFormat, bits: bigint): bigint {
  if (bits < format.minBits) return format.minBits;
  return bits > format.maxBits ? format.maxBits : bits;
}

/** Returns the bits unchanged, or throws {@link FixedOverflow} where they leave the format. */
export function checkRange(format: FixedFormat, bits: bigint, operation: string): bigint {
  if (bits < format.minBits || bits > format.maxBits) throw new FixedOverflow(format, operation);
  return bits;
}
