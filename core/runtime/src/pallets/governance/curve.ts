// When a proposal passes: approval against a curve that falls over the decision period, and turnout against a quorum.
// Integers only; everything rounds against passing.

import { PERMILLE, type TallyValue, type TrackRulesValue } from "./shapes.js";

type Point = readonly [at: number, approval: number];

/** Approval needed when `elapsed` of `period` blocks are gone, in permille, rounded up. Points rise in `at` from 0 to 1000. */
export function thresholdAt(points: readonly Point[], elapsed: number, period: number): number {
  // Both sides of the comparison times `period`, so that no part of a block is lost.
  const at = BigInt(Math.min(elapsed, period)) * BigInt(PERMILLE);
  const scale = BigInt(period);
  let before = points[0] as Point;
  for (const after of points) {
    const [x, y] = [BigInt(after[0]) * scale, BigInt(after[1])];
    if (at <= x) {
      const [x0, y0] = [BigInt(before[0]) * scale, BigInt(before[1])];
      if (x === x0) return after[1];
      const fallen = ((y0 - y) * (at - x0)) / (x - x0);
      return Number(y0 - fallen);
    }
    before = after;
  }
  return before[1];
}

/** Weighted ayes of all weighted votes, permille, rounded down; 0 without votes. */
export function approvalOf({ ayes, nays }: TallyValue): number {
  const all = ayes + nays;
  return all === 0n ? 0 : Number((ayes * BigInt(PERMILLE)) / all);
}

/** Stake that voted of all stake on root, permille, rounded down. */
export function turnoutOf({ aye_stake, nay_stake }: TallyValue, electorateRao: bigint): number {
  return electorateRao === 0n ? 0 : Number(((aye_stake + nay_stake) * BigInt(PERMILLE)) / electorateRao);
}

export function passes(rules: TrackRulesValue, tally: TallyValue, electorateRao: bigint, elapsed: number): boolean {
  const { ayes, nays, aye_stake, nay_stake } = tally;
  if (ayes === 0n) return false;
  const threshold = BigInt(thresholdAt(rules.approval, elapsed, rules.decision_period));
  const approved = ayes * BigInt(PERMILLE) >= threshold * (ayes + nays);
  return approved && (aye_stake + nay_stake) * BigInt(PERMILLE) >= BigInt(rules.quorum) * electorateRao;
}
