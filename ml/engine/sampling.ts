// One token from logits: the likeliest, or drawn at a temperature from the smallest set that holds top-p of the mass.

import { SeededRandom } from "./seededRandom.js";
import type { Sample, Sampling, TokenLogprob } from "./tokenDecoder.js";

export function sampleToken(logits: Float32Array, sampling: Sampling): Sample {
  const id = sampling.temperature <= 0 ? argmax(logits) : draw(logits, sampling);
  if (sampling.top === 0) return { id };
  const normaliser = logSumExp(logits);
  const top = largest(logits, sampling.top).map(
    (index): TokenLogprob => ({
      id: index,
      logprob: (logits[index] as number) - normaliser,
    }),
  );
  return { id, logprob: (logits[id] as number) - normaliser, top };
}

export function logSumExp(logits: Float32Array): number {
  const peak = logits[argmax(logits)] as number;
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - peak);
  return peak + Math.log(sum);
}

function argmax(logits: Float32Array): number {
  let best = 0;
  for (let index = 1; index < logits.length; index += 1) {
    if ((logits[index] as number) > (logits[best] as number)) best = index;
  }
  return best;
}

function largest(logits: Float32Array, count: number): number[] {
  const order = Array.from(logits.keys()).sort((a, b) => (logits[b] as number) - (logits[a] as number) || a - b);
  return order.slice(0, count);
}

function draw(logits: Float32Array, sampling: Sampling): number {
  const order = sampling.topP < 1 ? largest(logits, logits.length) : Array.from(logits.keys());
  const peak = logits[argmax(logits)] as number;
  const weights = order.map((id) => Math.exp(((logits[id] as number) - peak) / sampling.temperature));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let kept = 0;
  let mass = 0;
  while (kept < weights.length && (kept === 0 || mass < sampling.topP * total)) mass += weights[kept++] as number;
  let left = new SeededRandom(sampling.seed).next() * mass;
  for (let index = 0; index < kept; index += 1) {
    left -= weights[index] as number;
    if (left < 0) return order[index] as number;
  }
  return order[kept - 1] as number;
}
