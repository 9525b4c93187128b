/** The rules of yuma.md §2 one by one: floors, truncations, ties, ranges, series. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  convert,
  divide,
  floorToInteger,
  fromInteger,
  fromLiteral,
  fromRatio,
  multiply,
  normalise,
  roundToInteger,
  safeDivide,
  saturatingAdd,
  saturatingFromInteger,
  saturatingMultiply,
  saturatingSubtract,
  toU64,
} from "./arithmetic.js";
import { exponential, exponentialSafe } from "./exponential.js";
import { FIXED_U128_ONE, fixedU128FromRatio, fixedU128Multiply, fixedU128TimesInteger } from "./fixedU128.js";
import { FixedOverflow, I32F32, I64F64, I96F32, I110F18, oneOf, U64F64, U96F32 } from "./format.js";
import { ln, log2 } from "./logarithm.js";
import { isMaxLimited, maxUpscaleU16, quantiseToU16 } from "./proportion.js";
import {
  safeFloat,
  safeFloatAdd,
  safeFloatMultiplyDivide,
  safeFloatSubtract,
  safeFloatToInteger,
} from "./safeFloat.js";

const ONE = 1n << 32n;

describe("formats", () => {
  test("widths and names", () => {
    expect([I32F32, I64F64, U64F64, I96F32, U96F32, I110F18].map(({ name }) => name)).toEqual([
      "I32F32",
      "I64F64",
      "U64F64",
      "I96F32",
      "U96F32",
      "I110F18",
    ]);
    expect(I32F32.maxBits).toBe(9223372036854775807n);
    expect(I32F32.minBits).toBe(-9223372036854775808n);
    expect(U96F32.maxBits).toBe(2n ** 128n - 1n);
  });
});

describe("arithmetic", () => {
  test("multiplication floors, division truncates", () => {
    expect(multiply(I32F32, -1n, 1n)).toBe(-1n);
    expect(multiply(I32F32, 1n, 1n)).toBe(0n);
    expect(divide(I32F32, -ONE, 3n * ONE)).toBe(-1431655765n);
    expect(divide(I32F32, ONE, 3n * ONE)).toBe(1431655765n);
  });

  test("plain forms throw where saturating forms clip", () => {
    expect(() => multiply(I32F32, I32F32.maxBits, 2n * ONE)).toThrow(FixedOverflow);
    expect(saturatingMultiply(I32F32, I32F32.maxBits, 2n * ONE)).toBe(I32F32.maxBits);
    expect(saturatingMultiply(I32F32, I32F32.minBits, 2n * ONE)).toBe(I32F32.minBits);
    expect(saturatingAdd(I32F32, I32F32.maxBits, 1n)).toBe(I32F32.maxBits);
    expect(saturatingSubtract(U64F64, 0n, 1n)).toBe(0n);
    expect(() => fromInteger(I32F32, 1n << 31n)).toThrow("I32F32");
    expect(saturatingFromInteger(I32F32, 1n << 40n)).toBe(I32F32.maxBits);
    expect(() => divide(I64F64, 1n, 0n)).toThrow("division by zero");
    expect(safeDivide(I64F64, 1n, 0n)).toBe(0n);
  });

  test("literals round to nearest, ties to even", () => {
    expect(fromLiteral(I32F32, 1n, 10n)).toBe(429496730n);
    expect(fromRatio(I32F32, 1n, 10n)).toBe(429496729n);
    expect(fromLiteral(I32F32, 1n, 1n << 33n)).toBe(0n);
    expect(fromLiteral(I32F32, 3n, 1n << 33n)).toBe(2n);
    expect(fromLiteral(I32F32, -1n, 1n << 33n)).toBe(0n);
  });

  test("conversions floor and saturate; round goes away from zero at one half", () => {
    expect(convert(I64F64, I32F32, (1n << 64n) - 1n)).toBe(ONE - 1n);
    expect(convert(I32F32, I64F64, 5n)).toBe(5n << 32n);
    expect(convert(I64F64, I32F32, 1n << 120n)).toBe(I32F32.maxBits);
    expect(floorToInteger(I32F32, -1n)).toBe(-1n);
    expect([ONE / 2n, -ONE / 2n, ONE / 2n - 1n, (3n * ONE) / 2n].map((bits) => roundToInteger(I32F32, bits))).toEqual([
      1n,
      -1n,
      0n,
      2n,
    ]);
    expect([-5n * ONE, 7n * ONE + 3n].map((bits) => toU64(I96F32, bits))).toEqual([0n, 7n]);
    expect(toU64(I96F32, 1n << 100n)).toBe(2n ** 64n - 1n);
  });

  test("normalise never sums above one and leaves zeros alone", () => {
    expect(normalise(I32F32, [0n, 0n])).toEqual([0n, 0n]);
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 0n, max: 1n << 50n }), { minLength: 1, maxLength: 12 }), (values) => {
        const shares = normalise(I32F32, values);
        const sum = shares.reduce((a, b) => a + b, 0n);
        expect(sum <= ONE && (values.every((value) => value === 0n) || sum > ONE - 13n)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe("series", () => {
  test("e^0, e^1 with 23 bits of e, e^20 short of the true value", () => {
    expect(exponential(I32F32, 0n)).toBe(ONE);
    expect(exponential(I32F32, ONE)).toBe(22802600n << 9n);
    expect(exponential(I64F64, oneOf(I64F64))).toBe(22802600n << 41n);
    expect(exponentialSafe(20n * ONE) >> 32n).toBe(481239357n); // truly 485165195
    expect(() => exponential(I32F32, 40n * ONE)).toThrow(FixedOverflow);
  });

  test("e^x grows with x, apart from the constant at 1", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -19n * ONE, max: 19n * ONE }), fc.bigInt({ min: 1n, max: ONE }), (x, step) => {
        fc.pre(x !== ONE && x + step !== ONE);
        expect(exponentialSafe(x + step) >= exponentialSafe(x)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test("log2 of powers of two is exact, ln of e about one", () => {
    expect([1n, 2n, 1024n].map((value) => log2(I96F32, value << 32n) >> 32n)).toEqual([0n, 1n, 10n]);
    expect(log2(I32F32, ONE / 4n)).toBe(-2n * ONE);
    expect(() => log2(I32F32, 0n)).toThrow(RangeError);
    const lnE = ln(I64F64, exponential(I64F64, oneOf(I64F64)));
    expect(Number((lnE * 1_000_000n) >> 64n)).toBeGreaterThan(999_990);
    expect(Number((lnE * 1_000_000n) >> 64n)).toBeLessThan(1_000_010);
  });
});

describe("proportions", () => {
  test("quantising floors and clips", () => {
    expect([ONE - 1n, ONE, 2n * ONE, -1n].map(quantiseToU16)).toEqual([65534, 65535, 65535, 0]);
  });

  test("the largest becomes 65535 and order is kept", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 65535 }), { minLength: 1, maxLength: 10 }), (values) => {
        const scaled = maxUpscaleU16(values);
        const max = Math.max(...values);
        expect(Math.max(...scaled)).toBe(max === 0 ? 0 : 65535);
        values.forEach((value, i) =>
          values.forEach((other, j) => {
            expect(value > other || scaled[i]! <= scaled[j]!).toBe(true);
          }),
        );
      }),
      { numRuns: 300 },
    );
    expect(isMaxLimited([1, 1], 32767)).toBe(false);
    expect(isMaxLimited([1, 1], 32768)).toBe(true);
  });
});

describe("decimals", () => {
  test("SafeFloat keeps 21 digits and refuses to fall below zero", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.bigInt({ min: 0n, max: 10n ** 20n }), (a, b) => {
        const [x, y] = [safeFloat(a), safeFloat(b)];
        expect(safeFloatToInteger(x)).toBe(a);
        expect(safeFloatAdd(x, y)).toEqual(safeFloatAdd(y, x));
        expect(safeFloatSubtract(safeFloatAdd(x, y), y).exponent).toBeLessThanOrEqual(0n);
        expect(() => safeFloatSubtract(x, safeFloat(a + b + 1n))).toThrow(RangeError);
        expect(safeFloatMultiplyDivide(x, safeFloat(b + 1n), safeFloat(b + 1n))).toEqual(x);
      }),
      { numRuns: 300 },
    );
    expect(() => safeFloat(-1n)).toThrow(RangeError);
    expect(() => safeFloatMultiplyDivide(safeFloat(1n), safeFloat(1n), safeFloat(0n))).toThrow("by zero");
    expect(() => safeFloatToInteger(safeFloat(1n, 60n))).toThrow(RangeError);
    expect(safeFloatToInteger(safeFloat(1n, -1000n))).toBe(0n);
  });

  test("FixedU128 floors and saturates", () => {
    expect(fixedU128FromRatio(2n, 3n)).toBe(666666666666666666n);
    expect(fixedU128Multiply(fixedU128FromRatio(1n, 3n), 3n * FIXED_U128_ONE)).toBe(999999999999999999n);
    expect(fixedU128TimesInteger(FIXED_U128_ONE / 2n, 7n)).toBe(3n);
    expect(fixedU128Multiply(2n ** 127n, 2n ** 127n)).toBe(2n ** 128n - 1n);
    expect(() => fixedU128FromRatio(1n, 0n)).toThrow("division by zero");
  });
});
