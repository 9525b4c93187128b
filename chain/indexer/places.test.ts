// Places and keys stand for what they were made of, whatever the block and however much of a hash is known.

import { toHex } from "@plexus/core/scale";
import fc from "fast-check";
import { expect, test } from "vitest";
import { blockOf, keyOf, keysFrom, placeOf, positionOf } from "./places.js";

test("a place gives block and position back, and places are in the order of the chain", () => {
  const blocks = fc.integer({ min: 0, max: 2 ** 32 - 1 });
  const positions = fc.integer({ min: 0, max: 2 ** 21 - 1 });
  fc.assert(
    fc.property(blocks, positions, (block, position) => {
      const place = placeOf(block, position);
      expect(Number.isSafeInteger(place)).toBe(true);
      expect([blockOf(place), positionOf(place)]).toEqual([block, position]);
      expect(placeOf(block + 1, 0)).toBeGreaterThan(place);
    }),
  );
});

test("the key of a hash lies between the keys of every beginning of it", () => {
  const hashes = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(toHex);
  fc.assert(
    fc.property(hashes, fc.integer({ min: 2, max: 66 }), (hash, length) => {
      const [least, most] = keysFrom(hash.slice(0, length));
      expect(least <= keyOf(hash) && keyOf(hash) <= most).toBe(true);
    }),
  );
});
