/** The burn of 2026: decays every block, jumps with every registration (chain.md §2.2). Fractions are 32 bits wide. */
const ONE_Q32 = 1n << 32n;
const HALF_Q32 = 1n << 31n;

function powerQ32(base: bigint, exponent: number): bigint {
  let result = ONE_Q32;
  let square = base;
  for (let rest = exponent; rest > 0; rest = (rest - (rest & 1)) / 2) {
    if (rest & 1) result = (result * square) >> 32n;
    if (rest > 1) square = (square * square) >> 32n;
  }
  return result;
}

/** The greatest 32-bit fraction f with f^halfLife ≤ 1/2, squaring with truncation; 1 where there is no half-life. */
export function burnDecayFactor(halfLifeBlocks: number): bigint {
  if (!Number.isInteger(halfLifeBlocks) || halfLifeBlocks < 0 || halfLifeBlocks > 65535) {
    throw new RangeError(`not a half-life: ${halfLifeBlocks}`);
  }
  if (halfLifeBlocks === 0) return ONE_Q32;
  let low = 0n;
  let high = ONE_Q32;
  while (low < high) {
    const middle = (low + high + 1n) >> 1n;
    if (powerQ32(middle, halfLifeBlocks) > HALF_Q32) high = middle - 1n;
    else low = middle;
  }
  return low;
}

function clamp(value: bigint, min: bigint, max: bigint): bigint {
  return value < min ? min : value > max ? max : value;
}

/** The burn after one more block, in rao; the caller skips the first block and subnets without half-life. */
export function decayBurn(burnRao: bigint, factorQ32: bigint, minRao: bigint, maxRao: bigint): bigint {
  return clamp((burnRao * factorQ32) >> 32n, minRao, maxRao);
}

/** The burn after one more registration; `multiplierBits` are U64F64. */
export function bumpBurn(burnRao: bigint, multiplierBits: bigint, minRao: bigint, maxRao: bigint): bigint {
  return clamp((burnRao * multiplierBits) >> 64n, minRao, maxRao);
}
