/** The moving price of a subnet's alpha (yuma.md §10.2), which under the `price` policy decides its emission. */
import { multiply, safeDivide } from "../../fixed/arithmetic.js";
import { I96F32, oneOf, saturate, U64F64 } from "../../fixed/format.js";

export interface MovingPrice {
  /** I96F32 bits. */
  readonly previousBits: bigint;
  /** Spot price, U64F64 bits; counts up to 1. */
  readonly priceBits: bigint;
  /** SubnetMovingAlpha, I96F32 bits. */
  readonly alphaBits: bigint;
  /** Since the block of `start_call`: block + 1 − FirstEmissionBlockNumber. */
  readonly blocksSinceStart: bigint;
  readonly halvingBlocks: bigint;
}

/** a·min(price, 1) + (1 − a)·previous with a = alpha·t/(t + halving); I96F32 bits. */
export function updateMovingPrice(input: MovingPrice): bigint {
  const one = oneOf(U64F64);
  const age = safeDivide(U64F64, input.blocksSinceStart << 64n, (input.blocksSinceStart + input.halvingBlocks) << 64n);
  const alpha = multiply(U64F64, input.alphaBits << 32n, age);
  const price = input.priceBits > one ? one : input.priceBits;
  const kept = multiply(U64F64, one - (alpha > one ? one : alpha), input.previousBits << 32n);
  return saturate(I96F32, (multiply(U64F64, alpha, price) + kept) >> 32n);
}
