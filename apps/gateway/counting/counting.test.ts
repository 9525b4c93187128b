// The neutral count and what is charged by it (spec: issue §6).
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { acceptCount, limitsFor } from "./acceptCount.js";
import { measureTokens } from "./measureTokens.js";

describe("measureTokens", () => {
  it("counts runs of letters by four, signs and digits singly", () => {
    expect(measureTokens("")).toBe(0);
    expect(measureTokens(" ")).toBe(1);
    expect(measureTokens("The capital is Paris.")).toBe(1 + 2 + 1 + 2 + 1);
    expect(measureTokens("17 + 25")).toBe(5);
    expect(measureTokens("é")).toBe(2);
  });

  it("never gives more than the bytes, and grows with the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), fc.string({ unit: "grapheme" }), (a, b) => {
        expect(measureTokens(a)).toBeLessThanOrEqual(Buffer.byteLength(a));
        expect(measureTokens(a + b)).toBeGreaterThanOrEqual(measureTokens(a));
      }),
      { numRuns: 200 },
    );
  });
});

describe("acceptCount", () => {
  it("never charges more than was held for, nor more than the miner claims", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        fc.nat(5_000),
        fc.nat(5_000),
        fc.integer({ min: 1, max: 300 }),
        (prompt, answer, inClaim, outClaim, most) => {
          const limits = limitsFor([prompt], 1, most);
          const count = acceptCount(limits, answer, inClaim, outClaim);
          expect(count.tokensIn).toBeLessThanOrEqual(Math.min(limits.highestIn, inClaim));
          expect(count.tokensOut).toBeLessThanOrEqual(Math.min(limits.highestOut, outClaim));
          if (count.mismatch === undefined) expect([count.tokensIn, count.tokensOut]).toEqual([inClaim, outClaim]);
        },
      ),
      { numRuns: 300 },
    );
  });
});
