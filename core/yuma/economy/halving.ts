/** Emission per block by issuance (yuma.md §10.1): one curve for TAO and for each subnet's alpha. */
import { divide, floorToInteger, fromInteger, fromRatio, multiply, subtract } from "../../fixed/arithmetic.js";
import { I96F32, oneOf } from "../../fixed/format.js";
import { log2 } from "../../fixed/logarithm.js";

/** 21 million tokens in rao. */
export const SUPPLY_LIMIT_RAO = 21_000_000_000_000_000n;
const FULL_EMISSION_RAO = 1_000_000_000n;

/** Rao per block; halves each time that half of what is left has been issued, 0 at the limit. */
export function blockEmission(issuanceRao: bigint): bigint {
  if (issuanceRao >= SUPPLY_LIMIT_RAO) return 0n;
  const one = oneOf(I96F32);
  const left = subtract(I96F32, one, fromRatio(I96F32, issuanceRao, SUPPLY_LIMIT_RAO));
  if (left === 0n) return 0n;
  const halvings = floorToInteger(I96F32, log2(I96F32, divide(I96F32, one, left)));
  const share = divide(I96F32, one, fromInteger(I96F32, 1n << halvings));
  return floorToInteger(I96F32, multiply(I96F32, fromInteger(I96F32, FULL_EMISSION_RAO), share));
}
