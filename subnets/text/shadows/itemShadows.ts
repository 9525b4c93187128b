// Shadow miners for log-score items: class unigram with the words already seen (a cache), lexical ranker, uniform. Their
// free parameters are fitted on items of the same generator, so that the zero is as strong as a cheater without a model.

import type { Rng } from "../../kit/random.js";
import { classOfWord, UNIFORM_CLASSES } from "../challenges/items/classes.js";
import {
  type ContinuationItem,
  continuationItem,
  continuationLoss,
  softmax,
} from "../challenges/items/continuation.js";
import { lexicalScore } from "../challenges/items/lexical.js";
import { itemsIn, type NextTokenItem, nextTokenLoss } from "../challenges/items/nextToken.js";
import { writeDocument } from "../challenges/prose/document.js";
import { CANDIDATES, CLASSES } from "../constants.js";

export interface ItemShadow {
  nextToken(item: NextTokenItem): number[];
  continuation(item: ContinuationItem): number[];
}

const FIT_PLACES = 16_000;
const PLACES_A_DOCUMENT = 24;
const FIT_ITEMS = { documents: 20, nextToken: 10, continuation: 16 };
const CACHE_SHARES = [0, 0.05, 0.1, 0.2, 0.3];
const SHARPNESS = [0, 0.5, 1, 2, 4];

/** How often each class is the truth at the places that this generator asks about. */
export function fitClassPrior(rng: Rng): number[] {
  const counts = new Array<number>(CLASSES).fill(0.5);
  let total = CLASSES * 0.5;
  while (total < FIT_PLACES) {
    for (const { truth } of itemsIn(writeDocument(rng), PLACES_A_DOCUMENT, rng)) {
      const index = classOfWord(truth);
      counts[index] = (counts[index] as number) + 1;
      total += 1;
    }
  }
  return counts.map((count) => count / total);
}

/** The best free baseline for this epoch: parameters that lose least on fresh items, chosen before the scored items are drawn. */
export function fitItemShadow(rng: Rng, prior: readonly number[]): ItemShadow {
  const next = Array.from({ length: FIT_ITEMS.documents }, () =>
    itemsIn(writeDocument(rng), FIT_ITEMS.nextToken, rng),
  ).flat();
  const ways = Array.from({ length: FIT_ITEMS.continuation }, () => continuationItem(rng));
  const cacheShare = leastLoss(CACHE_SHARES, (share) =>
    sum(next.map((item) => nextTokenLoss(item.truth, cached(item, prior, share)))),
  );
  const usesPrior =
    sum(next.map((item) => nextTokenLoss(item.truth, cached(item, prior, cacheShare)))) <
    sum(next.map((item) => nextTokenLoss(item.truth, UNIFORM_CLASSES)));
  const sharpness = leastLoss(SHARPNESS, (beta) =>
    sum(ways.map((item) => continuationLoss(item.truth, ranked(item, beta)))),
  );
  return {
    nextToken: (item) => (usesPrior ? cached(item, prior, cacheShare) : [...UNIFORM_CLASSES]),
    continuation: (item) => ranked(item, sharpness),
  };
}

/** The class unigram, mixed with the classes of the words in the prefix. */
export function cached(item: NextTokenItem, prior: readonly number[], share: number): number[] {
  const words = item.prefix.match(/[a-z]+/gi) ?? [];
  const classes = prior.map((probability) => probability * (1 - share));
  for (const word of words) {
    const index = classOfWord(word);
    classes[index] = (classes[index] as number) + share / words.length;
  }
  return classes;
}

/** The lexical ranker: the candidate that shares most words is the likeliest. */
export function ranked(item: ContinuationItem, sharpness: number): number[] {
  if (sharpness === 0) return new Array<number>(CANDIDATES).fill(1 / CANDIDATES);
  const score = lexicalScore(item.prefix);
  return softmax(item.candidates.map((candidate) => score(candidate) * sharpness));
}

function leastLoss(values: readonly number[], loss: (value: number) => number): number {
  const losses = values.map(loss);
  return values[losses.indexOf(Math.min(...losses))] as number;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
