// Hex against Node's own, at every length at which toHex takes another way.

import fc from "fast-check";
import { expect, test } from "vitest";
import { fromHex, toHex } from "./index.js";

test("there and back, at any length and in either case", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const hex = toHex(bytes);
      expect(hex).toBe(`0x${Buffer.from(bytes).toString("hex")}`);
      expect(fromHex(hex)).toEqual(bytes);
      expect(fromHex(hex.slice(2).toUpperCase())).toEqual(bytes);
    }),
  );
});

test("an earlier text stays as it was when the next one is made", () => {
  const [ones, twos] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
  const first = toHex(ones);
  expect(toHex(twos)).not.toBe(first);
  expect(first).toBe(`0x${"01".repeat(32)}`);
});

test("what is no hex is refused, characters beyond ASCII too", () => {
  for (const text of ["0x0", "0xg0", "0x0g", "zz", "0x\u{130}0", "0x0\u{ff10}"])
    expect(() => fromHex(text), text).toThrow(RangeError);
});
