// Elections: pure, deterministic, by votes.

import type { Hex } from "@plexus/core/scale";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Candidate, elect } from "./elect.js";

const rules = { minimumBondRao: 10n ** 9n, maxProducers: 100, bondMultiple: 10, maxShare: 200_000_000 };
const hotkey = (number: number): Hex => `0x${number.toString(16).padStart(64, "0")}`;
const candidate = (number: number, bondRao: bigint, stakeRao: bigint): Candidate => ({
  hotkey: hotkey(number),
  consensusKey: new Uint8Array(32).fill(number),
  bondRao,
  stakeRao,
});
const TAO = 10n ** 9n;
const many = fc
  .array(fc.tuple(fc.bigInt(0n, 2_000n * TAO), fc.bigInt(0n, 20_000n * TAO)), { maxLength: 120 })
  .map((rows) => rows.map(([bond, stake], i) => candidate(i, bond, stake)));

describe("elect", () => {
  it("leaves out who has too little bond, ranks by votes, breaks ties by bytes, stops at the most", () => {
    const some = [
      candidate(3, TAO, 4n * TAO),
      candidate(1, TAO - 1n, 9n * TAO),
      candidate(2, 2n * TAO, 3n * TAO),
      candidate(4, TAO, 99n * TAO),
    ];
    expect(elect(some, rules).map((each) => each.hotkey)).toEqual([hotkey(4), hotkey(2), hotkey(3)]);
    expect(elect(some, rules)[0]?.votes).toBe(10n * TAO);
    expect(elect(some, { ...rules, maxProducers: 2 })).toHaveLength(2);
    expect(elect([], rules)).toEqual([]);
  });

  it("does not depend on the order of candidates, and gives everybody elected a power", () => {
    fc.assert(
      fc.property(many, (candidates) => {
        const elected = elect(candidates, rules);
        expect(elect([...candidates].reverse(), rules)).toEqual(elected);
        expect(elected.length).toBe(Math.min(100, candidates.filter(({ bondRao }) => bondRao >= TAO).length));
        for (const { power, votes } of elected) expect(power >= 1n && power <= votes / 1_000_000n).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
