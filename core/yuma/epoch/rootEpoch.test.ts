/** The root epoch beyond its vectors: refusals, subnets that may not earn, extreme parameters (yuma.md §9.1, stable.md §4). */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type RootEpochInput, rootEpoch } from "./rootEpoch.js";

const input: RootEpochInput = {
  stake: [600n, 400n],
  netuids: [0, 1, 2],
  weights: [
    [
      [1, 65535],
      [2, 65535],
    ],
    [[1, 65535]],
  ],
  rho: 10,
  kappa: 32767,
  blockEmission: 1_000_000_000n,
};

describe("root epoch", () => {
  test("refuses without validators, networks or stake, so that old values stay", () => {
    expect(rootEpoch({ ...input, stake: [], weights: [] })).toBeUndefined();
    expect(rootEpoch({ ...input, netuids: [] })).toBeUndefined();
    expect(rootEpoch({ ...input, stake: [0n, 0n] })).toBeUndefined();
    expect(() => rootEpoch({ ...input, weights: [] })).toThrow("differ in length");
    expect(() => rootEpoch({ ...input, earning: [true] })).toThrow("differ in length");
  });

  test("what may not earn gets nothing and leaves its share to the others", () => {
    const all = rootEpoch(input)!.emission;
    const without = rootEpoch({ ...input, earning: [true, false, true] })!.emission;
    expect(all[1]! > all[2]! && all[2]! > 0n).toBe(true);
    expect(without).toEqual([0n, 0n, 1_000_000_000n]);
  });

  test("stake behind a subnet is trust, explicit zeros are not", () => {
    const zero = rootEpoch({
      ...input,
      weights: [
        [
          [1, 65535],
          [2, 0],
        ],
        [[1, 65535]],
      ],
    })!;
    expect(zero.trust[2]).toBe(0n);
    expect(zero.ranks[2]).toBe(0n);
  });

  test("a rho beyond the range of e^x takes the sigmoid's limits", () => {
    const extreme = rootEpoch({ ...input, rho: 65535 })!;
    expect(extreme.consensus.map((bits) => bits >> 63n)).toEqual([0n, 2n, 2n]);
  });

  test("never issues more than the block emission", () => {
    const weight = fc.integer({ min: 0, max: 65535 });
    const row = fc.tuple(weight, weight, weight).map(
      ([a, b, c]) =>
        [
          [0, a],
          [1, b],
          [2, c],
        ] as const,
    );
    const validator = fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 16n }), row);
    fc.assert(
      fc.property(fc.array(validator, { minLength: 1, maxLength: 5 }), (validators) => {
        const outcome = rootEpoch({
          ...input,
          stake: validators.map(([own]) => own),
          weights: validators.map(([, own]) => own),
        });
        const issued = (outcome?.emission ?? []).reduce((sum, rao) => sum + rao, 0n);
        expect(issued <= input.blockEmission).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});
