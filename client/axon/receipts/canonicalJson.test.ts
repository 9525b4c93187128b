// The text that receipts of structured answers hash must not depend on the order in which fields were made.
import fc from "fast-check";
import { expect, it } from "vitest";
import { canonicalJson } from "./canonicalJson.js";

it("reads back as what it was, whatever the order of its fields", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(JSON.parse(text))).toBe(text);
    }),
    { numRuns: 80 },
  );
  expect(canonicalJson({ b: [1, { d: null, c: "x" }], a: true })).toBe(
    canonicalJson({ a: true, b: [1, { c: "x", d: null }] }),
  );
  expect(canonicalJson({ b: 1, a: undefined })).toBe('{"b":1}');
});
