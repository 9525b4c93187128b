// The cap on power: nobody has more than a share of what all have together, the cap of the others counted in. The highest
// level at which that holds is found exactly, in integers, so that every node cuts alike.

import { BILLION } from "./parameters.js";

function descending(powers: readonly bigint[]): bigint[] {
  return [...powers].sort((a, b) => (a < b ? 1 : a > b ? -1 : 0));
}

/**
 * The level to which powers are cut; undefined where nothing is cut. With k powers at level c and the rest r below it,
 * c = share × (k c + r), so c = share × r / (1 − share × k); rounded down, which keeps every share at or below the cap.
 */
function levelOf(powers: readonly bigint[], share: bigint): bigint | undefined {
  const sorted = descending(powers);
  let rest = sorted.reduce((sum, each) => sum + each, 0n);
  for (const [cut, next] of sorted.entries()) {
    const level = (share * rest) / (BILLION - share * BigInt(cut));
    if (level >= next) return cut === 0 ? undefined : level;
    rest -= next;
  }
  return undefined;
}

/**
 * `shareParts`: parts of 10^9. Where there are too few to share (with a fifth: fewer than five) nothing is cut. Order is
 * kept; nothing grows; cutting twice cuts no more.
 */
export function capShares(powers: readonly bigint[], shareParts: number): bigint[] {
  const share = BigInt(shareParts);
  if (share * BigInt(powers.length) < BILLION) return [...powers];
  const level = levelOf(powers, share);
  return level === undefined ? [...powers] : powers.map((power) => (power > level ? level : power));
}
