/** The hot path against BigInt over its whole range, and its refusal beyond. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exponentialSafe } from "./exponential.js";
import {
  divideTruncated,
  maxUpscaleFractions,
  multiplyCeiling,
  multiplyFloor,
  ONE,
  quantiseFraction,
} from "./fraction32.js";
import { inverseOnePlusExponential } from "./fractionExponential.js";
import { maxUpscaleToU16, quantiseToU16 } from "./proportion.js";

const LIMIT = BigInt(Number.MAX_SAFE_INTEGER);
/** Integers of every magnitude up to 2^53 − 1, the corners among them. */
const operand = fc.oneof(
  fc
    .integer({ min: 0, max: 53 })
    .chain((exponent) => fc.integer({ min: 0, max: Math.min(2 ** exponent, Number.MAX_SAFE_INTEGER) })),
  fc.constantFrom(
    0,
    1,
    65535,
    65536,
    ONE - 1,
    ONE,
    ONE + 1,
    2 ** 34,
    2 ** 36,
    2 ** 36 + 1,
    2 ** 37 - 1,
    2 ** 37,
    2 ** 45,
    Number.MAX_SAFE_INTEGER,
  ),
);

/** The result as bigint, or the error's name. */
function outcome(compute: () => number): bigint | string {
  try {
    return BigInt(compute());
  } catch (error) {
    return error instanceof Error ? error.name : "unknown";
  }
}

const exactly = (exact: bigint): bigint | string => (exact > LIMIT ? "RangeError" : exact);

describe("integer Numbers give the bits of BigInt or throw", () => {
  test("multiplyFloor", () => {
    fc.assert(
      fc.property(operand, operand, (a, b) => {
        expect(outcome(() => multiplyFloor(a, b))).toBe(exactly((BigInt(a) * BigInt(b)) >> 32n));
      }),
      { numRuns: 5000 },
    );
  });

  test("multiplyCeiling", () => {
    fc.assert(
      fc.property(operand, operand, (a, b) => {
        expect(outcome(() => multiplyCeiling(a, b))).toBe(exactly(-((-BigInt(a) * BigInt(b)) >> 32n)));
      }),
      { numRuns: 5000 },
    );
  });

  test("divideTruncated", () => {
    fc.assert(
      fc.property(operand, operand, (a, b) => {
        expect(outcome(() => divideTruncated(a, b))).toBe(exactly(b === 0 ? 0n : (BigInt(a) << 32n) / BigInt(b)));
      }),
      { numRuns: 5000 },
    );
  });

  test("where one way of dividing gives way to the next", () => {
    const edge = fc.integer({ min: 35, max: 46 }).chain((e) => fc.integer({ min: 2 ** e, max: 2 ** (e + 1) }));
    fc.assert(
      fc.property(edge, edge, (a, b) => {
        expect(outcome(() => divideTruncated(a, b))).toBe(exactly((BigInt(a) << 32n) / BigInt(b)));
      }),
      { numRuns: 4000 },
    );
  });

  test("a quotient just below an integer does not round up", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 37 - 1 }), fc.integer({ min: 1, max: 2 ** 15 }), (b, q) => {
        const a = Math.min(b * q - 1, 2 ** 37 - 1);
        expect(BigInt(divideTruncated(a, b))).toBe((BigInt(a) << 32n) / BigInt(b));
      }),
      { numRuns: 3000 },
    );
  });

  test("quantiseFraction and maxUpscaleFractions", () => {
    const fraction = fc.integer({ min: 0, max: 2 ** 34 });
    fc.assert(
      fc.property(fraction, (bits) => {
        expect(quantiseFraction(bits)).toBe(quantiseToU16(BigInt(bits)));
      }),
      { numRuns: 1000 },
    );
    fc.assert(
      fc.property(fc.array(fraction, { maxLength: 8 }), (bits) => {
        expect(maxUpscaleFractions(Float64Array.from(bits))).toEqual(maxUpscaleToU16(bits.map(BigInt)));
      }),
      { numRuns: 1000 },
    );
  });

  test("1 / (1 + e^x) takes the same Taylor terms", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30 * ONE }), fc.boolean(), (magnitude, negative) => {
        const power = exponentialSafe(negative ? -BigInt(magnitude) : BigInt(magnitude));
        expect(BigInt(inverseOnePlusExponential(magnitude, negative))).toBe((1n << 64n) / ((1n << 32n) + power));
      }),
      { numRuns: 1500 },
    );
    for (const negative of [false, true]) {
      for (const magnitude of [0, ONE, 14 * ONE, 14 * ONE + 1, 20 * ONE, 400 * ONE]) {
        const power = exponentialSafe(negative ? -BigInt(magnitude) : BigInt(magnitude));
        expect(BigInt(inverseOnePlusExponential(magnitude, negative))).toBe((1n << 64n) / ((1n << 32n) + power));
      }
    }
  });
});

test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])("%s is no operand", (bad) => {
  expect(() => multiplyFloor(bad, 2 ** 40)).toThrow(RangeError);
  expect(() => multiplyCeiling(bad, 2 ** 40)).toThrow(RangeError);
  expect(() => divideTruncated(bad, 2 ** 46)).toThrow(RangeError);
  expect(() => quantiseFraction(bad)).toThrow(RangeError);
});
