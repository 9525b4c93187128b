// Locks that outlive their votes: few rows cover them all, and none ends early.

import fc from "fast-check";
import { expect, it } from "vitest";
import { withPast } from "./locks.js";
import { MAX_PAST_LOCKS, type PastLockValue } from "./shapes.js";

const lock = fc.record({ amount: fc.bigInt(1n, 50n), until: fc.integer({ min: 1, max: 300 }) });
const lockedAt = (locks: readonly PastLockValue[], block: number): bigint =>
  locks.filter(({ until }) => until > block).reduce((most, { amount }) => (amount > most ? amount : most), 0n);

it("are bounded, lock no less than asked, and exactly that while there is room", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(lock, fc.nat({ max: 3 })), { maxLength: 80 }), (steps) => {
      let [kept, now]: [PastLockValue[], number] = [[], 0];
      const asked: PastLockValue[] = [];
      let crowded = false;
      for (const [each, wait] of steps) {
        now += wait;
        if (each.until > now) asked.push(each);
        kept = withPast(kept, each, now);
        crowded ||= kept.length === MAX_PAST_LOCKS;
        expect(kept.length).toBeLessThanOrEqual(MAX_PAST_LOCKS);
        for (let block = now; block < 301; block += 7) {
          const [got, due] = [lockedAt(kept, block), lockedAt(asked, block)];
          if (crowded) expect(got).toBeGreaterThanOrEqual(due);
          else expect(got).toBe(due);
        }
      }
    }),
    { numRuns: 60 },
  );
});
