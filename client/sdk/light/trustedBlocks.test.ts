// What is kept of verified headers, against a plain list of all.
import fc from "fast-check";
import { expect, it } from "vitest";
import { createTrustedBlocks } from "./trustedBlocks.js";
import type { LightBlock } from "./verify/lightBlock.js";

const block = (height: number) => ({ height }) as LightBlock;

it("keeps at most its limit, the first and the newest always, and finds neighbours among what it keeps", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 60 }), (heights) => {
      const limit = 5;
      const blocks = createTrustedBlocks(limit);
      for (const height of heights) {
        blocks.add(block(height));
        expect(blocks.below(height)?.height).toBe(height);
      }
      const kept = Array.from({ length: 41 }, (_, at) => at).filter((at) => blocks.below(at)?.height === at);
      expect(kept.length).toBeLessThanOrEqual(limit);
      expect(kept).toContain(heights[0]);
      expect(blocks.newest()?.height).toBe(Math.max(...heights));
      expect(kept).toContain(Math.max(...heights));
      for (let at = 0; at <= 41; at += 1) {
        expect(blocks.below(at)?.height).toBe(kept.findLast((height) => height <= at));
        expect(blocks.above(at)?.height).toBe(kept.find((height) => height >= at));
      }
    }),
    { numRuns: 100 },
  );
});
