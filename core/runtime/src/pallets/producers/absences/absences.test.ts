// Heights (462) and bits (463) are one record: they count alike, and the migration keeps the count.

import { nativeCrypto } from "@plexus/core/crypto/native";
import { type Context, EMPTY_STATE, Overlay } from "@plexus/core/frame";
import { toHex } from "@plexus/core/scale";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bitmap } from "./bitmap.js";
import { heights } from "./heights.js";
import { migrateAbsences } from "./migrateAbsences.js";

const crypto = await nativeCrypto();
const fresh = () => ({ crypto, state: new Overlay(EMPTY_STATE) }) as unknown as Context;
const ADDRESS = new Uint8Array(20).fill(7);

/** Rising heights, from gaps; the same height may be told twice. */
const told = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3_000 })), { maxLength: 200 })
  .map((gaps) => {
    let height = 0;
    return gaps.map((gap) => (height += gap));
  });
const windows = fc.integer({ min: 10, max: 1_024 });

describe("absences", () => {
  it("count alike in both forms, and after the migration", () => {
    fc.assert(
      fc.property(told, windows, fc.nat({ max: 2_000 }), (absent, window, later) => {
        const [old, young] = [fresh(), fresh()];
        for (const height of absent) {
          heights.record(old, ADDRESS, height, window);
          bitmap.record(young, ADDRESS, height, window);
          expect(bitmap.count(young, ADDRESS, height, window)).toBe(heights.count(old, ADDRESS, height, window));
        }
        const now = (absent.at(-1) ?? 0) + later;
        const expected = new Set(absent.filter((each) => each > now - window)).size;
        expect(heights.count(old, ADDRESS, now, window)).toBe(expected);
        expect(bitmap.count(young, ADDRESS, now, window)).toBe(expected);
        expect(migrateAbsences(old)).toBe(absent.length > 0 ? 1 : 0);
        expect(bitmap.count(old, ADDRESS, now, window)).toBe(expected);
      }),
      { numRuns: 60 },
    );
  });

  it("lie under one key", () => {
    expect(toHex(heights.entry.key(crypto, ADDRESS))).toBe(toHex(bitmap.entry.key(crypto, ADDRESS)));
  });
});
