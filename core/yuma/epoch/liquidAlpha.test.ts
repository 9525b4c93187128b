/** Liquid alpha to the last bit for every steepness: quantised epochs would hide one (yuma.md §5.3, §2.1). */
import fc from "fast-check";
import { expect, test } from "vitest";
import { ONE } from "../../fixed/fraction32.js";
import { twinLiquidAlpha } from "../twin/epochTwin.js";
import { alphaCurve, liquidAlpha } from "./liquidAlpha.js";

test("agrees with signed BigInt arithmetic", () => {
  const share = fc.integer({ min: 0, max: ONE });
  const settings = fc.record({
    low: fc.integer({ min: 1638, max: 45875 }),
    high: fc.integer({ min: 45875, max: 65535 }),
    steepness: fc.oneof(fc.integer({ min: -1500, max: 1500 }), fc.integer({ min: -32768, max: 32767 })),
  });
  fc.assert(
    fc.property(settings, share, share, share, (curve, consensus, weight, bond) => {
      const alpha = liquidAlpha(alphaCurve(curve))(consensus, weight, bond);
      expect(BigInt(alpha)).toBe(twinLiquidAlpha(curve, BigInt(consensus), BigInt(weight), BigInt(bond)));
    }),
    { numRuns: 2000 },
  );
});
