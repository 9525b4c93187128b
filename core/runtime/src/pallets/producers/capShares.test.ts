// The cap holds, cuts no more than it must, and is the same for everybody.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { capShares } from "./capShares.js";
import { BILLION } from "./parameters.js";

const FIFTH = 200_000_000;
const sum = (powers: readonly bigint[]) => powers.reduce((total, each) => total + each, 0n);
const within = (powers: readonly bigint[], share: number) =>
  powers.every((power) => power * BILLION <= BigInt(share) * sum(powers));
const powers = fc.array(fc.oneof(fc.bigInt(1n, 50n), fc.bigInt(1n, 2n ** 45n)), { minLength: 0, maxLength: 100 });
const shares = fc.integer({ min: 100_000_000, max: 1_000_000_000 });

describe("capShares", () => {
  it("cuts nothing below five, where a fifth is the most", () => {
    expect(capShares([9n, 1n, 1n, 1n], FIFTH)).toEqual([9n, 1n, 1n, 1n]);
    expect(capShares([9n, 1n, 1n, 1n, 1n], FIFTH)).toEqual([1n, 1n, 1n, 1n, 1n]);
    expect(capShares([100n, 10n, 10n, 10n, 10n, 10n], FIFTH)).toEqual([12n, 10n, 10n, 10n, 10n, 10n]);
  });

  it("keeps everybody at or below the share, grows nobody, keeps the order, and cutting again cuts nothing", () => {
    fc.assert(
      fc.property(powers, shares, (before, share) => {
        const after = capShares(before, share);
        const applies = BigInt(share) * BigInt(before.length) >= BILLION;
        if (applies) expect(within(after, share)).toBe(true);
        else expect(after).toEqual(before);
        before.forEach((power, i) => {
          expect(after[i]).toBeLessThanOrEqual(power);
          expect(after[i]).toBeGreaterThanOrEqual(1n);
          before.forEach((other, j) => {
            if (power > other) expect((after[i] as bigint) >= (after[j] as bigint)).toBe(true);
          });
        });
        expect(capShares(after, share)).toEqual(after);
      }),
      { numRuns: 300 },
    );
  });

  it("cuts at the highest level that holds", () => {
    fc.assert(
      fc.property(powers, shares, (before, share) => {
        const after = capShares(before, share);
        const level = after.reduce((most, each) => (each > most ? each : most), 0n);
        if (after.every((power, i) => power === before[i])) return;
        const higher = before.map((power) => (power > level + 1n ? level + 1n : power));
        expect(within(higher, share)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it("does not depend on the order in which it is told", () => {
    fc.assert(
      fc.property(powers, shares, (before, share) => {
        const turned = capShares([...before].reverse(), share).reverse();
        expect(turned).toEqual(capShares(before, share));
      }),
      { numRuns: 100 },
    );
  });
});
