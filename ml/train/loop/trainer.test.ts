// Training lowers the loss, and a run that is killed and resumed ends in the very same bits as one that was not.

import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { BatchSampler } from "../data/batchSampler.js";
import { type Counters, readCheckpoint, writeCheckpoint } from "./checkpoint.js";
import { initialWeights } from "./initialWeights.js";
import type { Recipe } from "./recipe.js";
import { Trainer } from "./trainer.js";

const recipe: Recipe = {
  name: "plexus-test",
  seed: 1,
  config: { vocabularySize: 32, width: 16, layers: 1, heads: 2, hidden: 24, contextTokens: 16, ropeBase: 10_000 },
  shares: { only: 1 },
  tokensPerStep: 64,
  shortTime: 16,
  longTime: 16,
  longFrom: 1,
  rate: 0.01,
  muonRate: 0.02,
  warmupSteps: 2,
  floor: 0.1,
  clipNorm: 1,
  weightDecay: 0.01,
};
/** A text with a rule to be learned: each token is followed by its successor, mostly. */
const stream = Uint16Array.from({ length: 2_000 }, (_, index) => (index % 7 === 0 ? (index * 13) % 32 : index % 32));
const streams = new Map([["only", stream]]);

async function run(trainer: Trainer, sampler: BatchSampler, from: number, to: number): Promise<number> {
  let loss = Number.NaN;
  for (let step = from; step <= to; step += 1)
    loss = (await trainer.step(sampler.next(4, 16), 16, step, step / 60)).loss;
  return loss;
}

test.each([0.02, null])("sixty steps lower the loss (Muon rate %s)", async (muonRate) => {
  const trainer = new Trainer({ ...recipe, muonRate }, initialWeights(recipe.config, 1));
  const sampler = new BatchSampler(streams, recipe.shares, 1);
  const before = await run(trainer, sampler, 1, 1);
  const after = await run(trainer, sampler, 2, 60);
  expect(before).toBeGreaterThan(3.3);
  expect(after).toBeLessThan(2.2);
});

test("a resumed run ends in the same bits", async () => {
  const path = join(mkdtempSync(join(tmpdir(), "plexus-train-")), "a.checkpoint");
  const whole = new Trainer(recipe, initialWeights(recipe.config, 1));
  await run(whole, new BatchSampler(streams, recipe.shares, 1), 1, 6);
  const first = new Trainer(recipe, initialWeights(recipe.config, 1));
  const sampler = new BatchSampler(streams, recipe.shares, 1);
  await run(first, sampler, 1, 3);
  const counters: Counters = { step: 3, tokens: 192, seconds: 1, cpuSeconds: 1, drawn: sampler.drawn };
  writeCheckpoint(path, { counters, tensors: first.tensors(true) });
  const stored = readCheckpoint(path);
  expect(stored?.counters).toEqual(counters);
  const second = new Trainer(recipe, stored?.tensors ?? new Map());
  await run(second, new BatchSampler(streams, recipe.shares, 1, stored?.counters.drawn), 4, 6);
  expect(second.tensors(true)).toEqual(whole.tensors(true));
});

test("weights that are lost are noticed, a missing checkpoint is null", () => {
  expect(() => new Trainer(recipe, new Map()).tensors(false)).toThrow(/"embedding"/);
  expect(readCheckpoint("/nonexistent/x.checkpoint")).toBeNull();
});
