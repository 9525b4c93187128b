/**
 * The weighted pool of a dynamic subnet (chain.md §2.7): alpha reserve x of weight w1, TAO reserve y of weight w2,
 * w1 + w2 = 10^18. Powers have 18 decimals, truncated, and are then carried in U64F64.
 */
import { oneOf, U64F64 } from "../../fixed/format.js";

export const WEIGHT_ONE = 10n ** 18n;
/** One trade brings in at most this many times the reserve. */
const INPUT_MOST = 1000n;
const WEIGHT_LEAST = WEIGHT_ONE / 100n;
const SCALE = 10n ** 18n;
/** Working precision; the result is decided long before its last bits. */
const WORK_BITS = 192n;
const WORK_ONE = 1n << WORK_BITS;
/** A result this near below a step of 10^-18 is that step: only exact powers come so close. */
const SNAP = 1n << 96n;

/** ln(numerator / denominator) for a ratio ≥ 1: halvings, then 2·artanh((m − 1)/(m + 1)). */
function lnOfAtLeastOne(numerator: bigint, denominator: bigint): bigint {
  let halvings = 0n;
  let mantissa = (numerator << WORK_BITS) / denominator;
  while (mantissa >= WORK_ONE << 1n) {
    halvings += 1n;
    mantissa = (numerator << WORK_BITS) / (denominator << halvings);
  }
  return halvings * artanhTwice(WORK_ONE, 3n * WORK_ONE) + artanhTwice(mantissa - WORK_ONE, mantissa + WORK_ONE);
}

function artanhTwice(numerator: bigint, denominator: bigint): bigint {
  const z = (numerator << WORK_BITS) / denominator;
  const square = (z * z) >> WORK_BITS;
  let term = z;
  let sum = z;
  for (let k = 3n; term !== 0n; k += 2n) {
    term = (term * square) >> WORK_BITS;
    sum += term / k;
  }
  return sum * 2n;
}

/** e^−x for x ≥ 0: the argument is halved until small, the result squared back. */
function expOfMinus(x: bigint): bigint {
  let small = x;
  let halvings = 0;
  while (small > WORK_ONE >> 8n) {
    small >>= 1n;
    halvings++;
  }
  let term = WORK_ONE;
  let sum = WORK_ONE;
  for (let k = 1n; term !== 0n; k++) {
    term = -((term * small) >> WORK_BITS) / k;
    sum += term;
  }
  for (let i = 0; i < halvings; i++) sum = (sum * sum) >> WORK_BITS;
  return sum;
}

/**
 * (numerator / denominator)^(weight / otherWeight) in units of 10^-18, truncated, for a ratio of 0 … 1.
 * Throws RangeError for a ratio above 1, a zero denominator or a zero weight below.
 */
export function powerOfRatio(numerator: bigint, denominator: bigint, weight: bigint, otherWeight: bigint): bigint {
  if (denominator <= 0n || numerator < 0n || numerator > denominator) throw new RangeError("not a ratio of 0 … 1");
  if (otherWeight <= 0n || weight < 0n) throw new RangeError("not a weight");
  if (numerator === 0n) return weight === 0n ? SCALE : 0n;
  const exponent = (lnOfAtLeastOne(denominator, numerator) * weight) / otherWeight;
  // e^−45 is below one unit of 10^-18.
  if (exponent > 45n * WORK_ONE) return 0n;
  return (expOfMinus(exponent) * SCALE + SNAP) >> WORK_BITS;
}

export interface BalancedPool {
  readonly alphaReserve: bigint;
  readonly taoReserve: bigint;
  /** Of 10^18: the weight of TAO; alpha has the rest. */
  readonly taoWeight: bigint;
}

function checkPool(pool: BalancedPool): void {
  if (pool.alphaReserve <= 0n || pool.taoReserve <= 0n) throw new RangeError("a pool without reserves");
  if (pool.taoWeight < WEIGHT_LEAST || pool.taoWeight > WEIGHT_ONE - WEIGHT_LEAST)
    throw new RangeError("weight outside 1 … 99 %");
}

/** Spot price, TAO per alpha, U64F64 bits: (w1/w2)·(y/x). */
export function poolPrice(pool: BalancedPool): bigint {
  checkPool(pool);
  const alphaWeight = WEIGHT_ONE - pool.taoWeight;
  return ((alphaWeight * pool.taoReserve) << 64n) / (pool.taoWeight * pool.alphaReserve);
}

function checkInput(amountRao: bigint, reserveRao: bigint): void {
  if (amountRao < 0n || amountRao > reserveRao * INPUT_MOST)
    throw new RangeError("a trade is 0 … 1000 times the reserve");
}

/** reserve·(1 − ratio^(w/v)) with the power in U64F64. */
function released(reserve: bigint, power: bigint): bigint {
  const bits = (power << 64n) / SCALE;
  return (reserve * (oneOf(U64F64) - bits)) >> 64n;
}

/** TAO that a sale of alpha yields, fee aside: y·(1 − (x/(x+dx))^(w1/w2)). Throws RangeError beyond 1000 reserves. */
export function taoForAlpha(pool: BalancedPool, alphaRao: bigint): bigint {
  checkPool(pool);
  checkInput(alphaRao, pool.alphaReserve);
  const power = powerOfRatio(
    pool.alphaReserve,
    pool.alphaReserve + alphaRao,
    WEIGHT_ONE - pool.taoWeight,
    pool.taoWeight,
  );
  return released(pool.taoReserve, power);
}

/** Alpha that TAO buys, fee aside: x·(1 − (y/(y+dy))^(w2/w1)). Throws RangeError beyond 1000 reserves. */
export function alphaForTao(pool: BalancedPool, taoRao: bigint): bigint {
  checkPool(pool);
  checkInput(taoRao, pool.taoReserve);
  const power = powerOfRatio(pool.taoReserve, pool.taoReserve + taoRao, pool.taoWeight, WEIGHT_ONE - pool.taoWeight);
  return released(pool.alphaReserve, power);
}

/** The pool with both amounts added and its weights moved so that the price stays; undefined where a weight would leave 1 … 99 %. */
export function injectLiquidity(pool: BalancedPool, taoRao: bigint, alphaRao: bigint): BalancedPool | undefined {
  checkPool(pool);
  const alphaReserve = pool.alphaReserve + alphaRao;
  const taoReserve = pool.taoReserve + taoRao;
  const a = (WEIGHT_ONE - pool.taoWeight) * pool.taoReserve * alphaReserve;
  const b = pool.taoWeight * pool.alphaReserve * taoReserve;
  const taoWeight = (b * WEIGHT_ONE) / (a + b);
  if (taoWeight < WEIGHT_LEAST || taoWeight > WEIGHT_ONE - WEIGHT_LEAST) return undefined;
  return { alphaReserve, taoReserve, taoWeight };
}
