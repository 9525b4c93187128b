// Sampling from logits: greedy, nucleus, temperature, and the numbers reported beside.

import { expect, test } from "vitest";
import { sampleToken } from "./sampling.js";

const logits = Float32Array.from([0.7, 0.2, 0.06, 0.04], Math.log);
const draws = (temperature: number, topP: number) => {
  const counts = [0, 0, 0, 0];
  for (let seed = 0; seed < 4_000; seed += 1) {
    counts[sampleToken(logits, { temperature, topP, seed, top: 0 }).id]! += 1 / 4_000;
  }
  return counts;
};

test("temperature 0 takes the likeliest", () => {
  expect(sampleToken(logits, { temperature: 0, topP: 1, seed: 9, top: 0 })).toEqual({ id: 0 });
});

test("temperature 1 draws by the probabilities", () => {
  draws(1, 1).forEach((share, id) => expect(share).toBeCloseTo([0.7, 0.2, 0.06, 0.04][id] as number, 1));
});

test("a low temperature sharpens, top-p leaves out the tail", () => {
  expect(draws(0.5, 1)[0]).toBeGreaterThan(0.88);
  const nucleus = draws(1, 0.85);
  expect(nucleus.slice(2)).toEqual([0, 0]);
  expect(nucleus[0]).toBeCloseTo(0.7 / 0.9, 1);
});

test("log p is of the untouched distribution", () => {
  const { logprob, top } = sampleToken(logits, { temperature: 0, topP: 0.1, seed: 1, top: 3 });
  expect(logprob).toBeCloseTo(Math.log(0.7), 5);
  expect(top?.map((entry) => entry.id)).toEqual([0, 1, 2]);
  expect(top?.[2]?.logprob).toBeCloseTo(Math.log(0.06), 5);
});
