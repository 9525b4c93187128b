// Thresholds: against an exact twin in fractions, monotone, and rounded against passing.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { passes, thresholdAt } from "./curve.js";
import type { TrackRulesValue } from "./shapes.js";

type Point = [number, number];

const curve: fc.Arbitrary<Point[]> = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 1, max: 999 }), { maxLength: 6 }),
    fc.array(fc.integer({ min: 500, max: 1_000 }), { minLength: 8, maxLength: 8 }),
  )
  .map(([middle, heights]) => {
    const at = [0, ...middle.sort((a, b) => a - b), 1_000];
    const falling = heights.sort((a, b) => b - a);
    return at.map((x, i): Point => [x, falling[i] as number]);
  });

/** Numerator and denominator of the exact threshold. */
function exact(points: readonly Point[], elapsed: number, period: number): readonly [bigint, bigint] {
  const i = points.findIndex(([x]) => BigInt(x) * BigInt(period) >= BigInt(elapsed) * 1_000n);
  const [x1, y1] = points[i] as Point;
  const [x0, y0] = points[Math.max(0, i - 1)] as Point;
  if (x1 === x0) return [BigInt(y1), 1n];
  const width = BigInt(x1 - x0) * BigInt(period);
  return [BigInt(y0) * width + BigInt(y1 - y0) * (BigInt(elapsed) * 1_000n - BigInt(x0) * BigInt(period)), width];
}

describe("a threshold", () => {
  it("is the exact one rounded up, and never rises", () => {
    fc.assert(
      fc.property(
        curve,
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (points, period, part) => {
          const elapsed = Math.floor(period * part);
          const [numerator, denominator] = exact(points, elapsed, period);
          const threshold = BigInt(thresholdAt(points, elapsed, period));
          expect(threshold * denominator).toBeGreaterThanOrEqual(numerator);
          expect((threshold - 1n) * denominator).toBeLessThan(numerator);
          expect(thresholdAt(points, elapsed + 1, period)).toBeLessThanOrEqual(Number(threshold));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("stays at its last point when the period is over", () => {
    const points: Point[] = [
      [0, 900],
      [1_000, 500],
    ];
    expect([0, 50, 100, 1_000].map((elapsed) => thresholdAt(points, elapsed, 100))).toEqual([900, 700, 500, 500]);
  });
});

describe("a proposal", () => {
  const rules = {
    decision_period: 100,
    quorum: 100,
    approval: [
      [0, 900],
      [1_000, 500],
    ],
  } as unknown as TrackRulesValue;
  const tally = (aye: bigint, nay: bigint) => ({ ayes: aye, nays: nay, spam: 0n, aye_stake: aye, nay_stake: nay });

  it("needs the threshold of its hour and the quorum, to the rao", () => {
    expect(passes(rules, tally(90n, 10n), 1_000n, 0)).toBe(true);
    expect(passes(rules, tally(899n, 101n), 1_000n, 0)).toBe(false);
    expect(passes(rules, tally(50n, 50n), 1_000n, 100)).toBe(true);
    expect(passes(rules, tally(49n, 51n), 1_000n, 100)).toBe(false);
    expect(passes(rules, tally(99n, 0n), 1_000n, 100)).toBe(false);
    expect(passes(rules, tally(100n, 0n), 1_000n, 100)).toBe(true);
    expect(passes(rules, tally(100n, 0n), 1_001n, 100)).toBe(false);
  });

  it("never passes without an aye", () => {
    expect(passes(rules, tally(0n, 0n), 0n, 100)).toBe(false);
  });
});
