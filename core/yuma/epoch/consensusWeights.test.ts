/** Medians on exact boundaries, where stakes and majority are few-bit numbers and ties are common (yuma.md §4.1). */
import fc from "fast-check";
import { expect, test } from "vitest";
import { ONE } from "../../fixed/fraction32.js";
import { medianOfColumns } from "../twin/denseMatrix.js";
import { consensusWeights } from "./consensusWeights.js";
import { fromRows } from "./sparseMatrix.js";

const EIGHTH = ONE / 8;

test("on the boundary the upper weight wins, zero included", () => {
  const half = Float64Array.of(ONE / 2, ONE / 2);
  expect([...consensusWeights(half, fromRows([[], [[0, 7]]], 1), ONE / 2)]).toEqual([7]);
  expect([...consensusWeights(half, fromRows([[], [[0, 7]]], 1), ONE / 2 + 1)]).toEqual([0]);
  expect([...consensusWeights(half, fromRows([[[0, 3]], [[0, 7]]], 1), ONE / 2)]).toEqual([7]);
  expect([...consensusWeights(half, fromRows([[[0, 3]], [[0, 7]]], 1), ONE / 2 + 1)]).toEqual([3]);
});

test("agrees with sorting, wherever the boundary lies", () => {
  const voter = fc.record({
    eighths: fc.integer({ min: 0, max: 3 }),
    row: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 3, maxLength: 3 }),
    absent: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
  });
  fc.assert(
    fc.property(fc.array(voter, { minLength: 1, maxLength: 8 }), fc.integer({ min: 0, max: 8 }), (voters, eighths) => {
      // A sum of a power of two keeps normalised stakes exact, so that boundaries are met.
      const sum = voters.reduce((total, { eighths: own }) => total + own, 0);
      const stakes = [
        ...voters.map(({ eighths: own }) => own * EIGHTH),
        sum > 8 ? (32 - sum) * EIGHTH : (8 - sum) * EIGHTH,
      ];
      const cells = voters.map(({ row, absent }) => row.map((value, j) => (absent[j] ? undefined : value)));
      const rows = [...cells, []].map((row) =>
        row.flatMap((value, j) => (value === undefined ? [] : [[j, value] as const])),
      );
      const dense = [...cells, [0, 0, 0]].map((row) =>
        row.map((value) => (value === undefined ? undefined : BigInt(value))),
      );
      const computed = consensusWeights(Float64Array.from(stakes), fromRows(rows, 3), eighths * EIGHTH);
      expect(Array.from(computed, BigInt)).toEqual(
        medianOfColumns(stakes.map(BigInt), dense, 3, BigInt(eighths * EIGHTH)),
      );
    }),
    { numRuns: 500 },
  );
});
