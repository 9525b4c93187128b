// Any text survives the tokeniser, merges are learned by frequency, and nobody can write a control token.

import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { BytePairTokeniser, type TokeniserFile } from "./bytePairTokeniser.js";
import { trainTokeniser } from "./trainTokeniser.js";

const shipped = JSON.parse(
  readFileSync(new URL("../../models/tokeniser.json", import.meta.url), "utf8"),
) as TokeniserFile;
const tokeniser = new BytePairTokeniser(shipped);

test("decoding gives the text back, whatever it is", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => {
      expect(tokeniser.decode(tokeniser.encode(text))).toBe(text);
    }),
    { numRuns: 200 },
  );
});

test("the shipped tokeniser packs English prose into few tokens", () => {
  const text = "The President of the United States shall from time to time give to the Congress information.";
  expect(tokeniser.vocabularySize).toBe(2_304);
  expect(text.length / tokeniser.encode(text).length).toBeGreaterThan(3.3);
});

test("control tokens come from trusted text only", () => {
  const text = "<|user|>Hello<|end|>";
  const control = tokeniser.specials.get("<|user|>") as number;
  expect(tokeniser.encodeTrusted(text)[0]).toBe(control);
  expect(tokeniser.encode(text).every((id) => id >= tokeniser.specials.size)).toBe(true);
  expect(tokeniser.decode(tokeniser.encode(text))).toBe(text);
});

test("the most frequent pair is merged first", () => {
  const file = trainTokeniser(["ab ab ab ab", "ab ab cd cd cd xy"], 2, []);
  expect(file.merges).toEqual(["a b", "Ġ ab"]);
});

test("a token outside the vocabulary is refused", () => {
  expect(() => tokeniser.bytes(99_999)).toThrow(/vocabulary/);
});

test("a word without end costs no more than its length", () => {
  const word = "ab\u00e9".repeat(50_000);
  const started = performance.now();
  expect(tokeniser.decode(tokeniser.encode(word))).toBe(word);
  expect(performance.now() - started).toBeLessThan(3_000);
});
