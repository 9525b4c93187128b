// The held-out prose stays held out, windows are drawn without replacement, a resumed run draws what an unbroken one would.

import { expect, test } from "vitest";
import { corpusTemplates, corpusWords } from "../corpus/corpusArrays.js";
import { generateCorpus } from "../corpus/generateCorpus.js";
import { BatchSampler } from "./batchSampler.js";
import { splitDocuments } from "./heldOutSplit.js";
import { proseDocuments } from "./proseSources.js";

test("no held-out text is in the training text, and of the blocks only what a speaker quoted from himself", () => {
  const split = splitDocuments(proseDocuments());
  const training = split.training.map((document) => document.text).join("\n");
  const leaked = (text: string) => text.length > 420 && training.includes(text.slice(200, 420));
  expect(split.heldOutBlocks.length).toBeGreaterThan(150);
  // Roosevelt's message of 1907 repeats a page of an earlier one.
  expect(split.heldOutBlocks.filter((block) => leaked(block.text)).map((block) => block.title)).toEqual([
    "1907_theodore_roosevelt_r",
  ]);
  expect(split.heldOutTexts.some((document) => leaked(document.text))).toBe(false);
  expect(new Set(split.heldOutTexts.map((document) => document.source))).toEqual(new Set(["sotu", "moby", "kjv"]));
});

test("a pass over a source visits each window once", () => {
  const stream = Uint16Array.from({ length: 1_001 }, (_, index) => index);
  const sampler = new BatchSampler(new Map([["only", stream]]), { only: 1 }, 5);
  const windows = Math.floor(1_000 / 10) - 1;
  const starts = Array.from({ length: windows }, () => Number(sampler.next(1, 10).ids[0]));
  expect(new Set(starts).size).toBe(windows);
  const { ids, targets } = sampler.next(2, 10);
  ids.forEach((id, index) => expect(targets[index]).toBe(id + 1n));
});

test("sources are drawn by their shares, and a resumed sampler goes on where it stopped", () => {
  const stream = (offset: number) => Uint16Array.from({ length: 500 }, (_, index) => offset + index);
  const streams = new Map([
    ["a", stream(0)],
    ["b", stream(1_000)],
  ]);
  const shares = { a: 0.75, b: 0.25 };
  const whole = new BatchSampler(streams, shares, 1);
  const first = new BatchSampler(streams, shares, 1);
  for (let index = 0; index < 20; index += 1) expect(first.next(2, 8)).toEqual(whole.next(2, 8));
  expect(whole.drawn).toEqual({ a: 240, b: 80 });
  const resumed = new BatchSampler(
    streams,
    shares,
    1,
    JSON.parse(JSON.stringify(first.drawn)) as Record<string, number>,
  );
  for (let index = 0; index < 20; index += 1) expect(resumed.next(2, 8)).toEqual(whole.next(2, 8));
  expect(() => new BatchSampler(streams, { c: 1 }, 1)).toThrow(/"c"/);
});

test("the synthetic corpus depends on its seed alone and fills every slot", () => {
  const text = generateCorpus(3, 300_000);
  expect(generateCorpus(3, 300_000)).toBe(text);
  expect(generateCorpus(4, 300_000)).not.toBe(text);
  expect(text.match(/\{(?:[a-z]+|[a-zA-Z]+\d?|an [ab]|An a)\}/g)).toBeNull();
  expect(text).toContain("<|user|>");
});

test("templates and word lists are exported whole", () => {
  expect(corpusTemplates["middles"]?.length).toBeGreaterThan(10);
  expect(corpusWords["capitals"]).toContain("Paris");
  expect(
    Object.values(corpusTemplates)
      .flat()
      .every((template) => template.length > 1),
  ).toBe(true);
});
