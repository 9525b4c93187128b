// K-way item: which of four continuations of equal length is the true one? Distractors come from documents with the same cast
// and genre and stand next to the truth in lexical score, at a uniformly drawn rank (text-market.md §2): word overlap is blind.
import type { Rng } from "../../../kit/random.js";
import { CANDIDATES, EPSILON } from "../../constants.js";
import { cast, GENRES, type Genre, writeDocument } from "../prose/document.js";
import { lexicalScore } from "./lexical.js";
import { lastBytes } from "./nextToken.js";

export interface ContinuationItem {
  kind: "continuation";
  prefix: string;
  /** Each exactly CONTINUATION_BYTES of ASCII. */
  candidates: string[];
  truth: number;
}

export const CONTINUATION_BYTES = 60;
const SIBLINGS = 16;
const POOL = 320;
const PREFIX = { leastBytes: 160, mostBytes: 260 };

export function continuationItem(rng: Rng): ContinuationItem {
  for (;;) {
    const genre = rng.pick(Object.keys(GENRES) as Genre[]);
    const facts = cast(rng);
    const text = writeDocument(rng, genre, new Map(facts));
    const places = cuts(text).filter((at) => at > 180);
    if (places.length === 0) continue;
    const at = rng.pick(places);
    const prefix = lastBytes(text, at, PREFIX);
    const truth = text.slice(at, at + CONTINUATION_BYTES);
    const pool = rng
      .sample(
        Array.from({ length: SIBLINGS }, () => writeDocument(rng, genre, new Map(facts))),
        SIBLINGS,
      )
      .flatMap((sibling) =>
        rng
          .sample(cuts(sibling), Math.ceil(POOL / SIBLINGS))
          .map((cut) => sibling.slice(cut, cut + CONTINUATION_BYTES)),
      )
      .filter((chunk) => !alike(chunk, truth));
    const candidates = neighbours(prefix, truth, pool, rng);
    if (candidates === undefined) continue;
    const shuffled = rng.sample(candidates, CANDIDATES);
    return { kind: "continuation", prefix, candidates: shuffled, truth: shuffled.indexOf(truth) };
  }
}

/** Softmax over the reported log-probabilities, or the miner's own probabilities; ℓ = −ln((1 − ε) q + ε / K), in nats. */
export function continuationLoss(truth: number, probabilities: readonly number[]): number {
  return -Math.log((1 - EPSILON) * Math.min(1, probabilities[truth] as number) + EPSILON / probabilities.length);
}

export function softmax(logits: readonly number[]): number[] {
  const largest = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - largest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

function cuts(text: string): number[] {
  return [...text.matchAll(/ /g)].map((match) => match.index).filter((at) => at + CONTINUATION_BYTES <= text.length);
}

/** The truth at a uniformly drawn rank among its nearest neighbours in lexical score. */
function neighbours(prefix: string, truth: string, pool: readonly string[], rng: Rng): string[] | undefined {
  const score = lexicalScore(prefix);
  const own = score(truth);
  const ranked = rng.sample([...new Set(pool)], pool.length).map((chunk) => ({ chunk, score: score(chunk) }));
  // Ties are broken by the shuffle, and may stand on either side of the truth.
  const below = ranked
    .filter((other) => other.score < own || (other.score === own && rng.below(2) === 0))
    .sort((a, b) => b.score - a.score);
  const above = ranked.filter((other) => !below.includes(other)).sort((a, b) => a.score - b.score);
  const rank = rng.below(CANDIDATES);
  const chosen = [...pickApart(below, rank), ...pickApart(above, CANDIDATES - 1 - rank)];
  return chosen.length === CANDIDATES - 1 ? [truth, ...chosen] : undefined;
}

function pickApart(ranked: readonly { chunk: string }[], count: number): string[] {
  const taken: string[] = [];
  for (const { chunk } of ranked) {
    if (taken.length === count) break;
    if (!taken.some((other) => alike(chunk, other))) taken.push(chunk);
  }
  return taken;
}

/** Two chunks of one sentence pattern would both be true continuations. */
function alike(a: string, b: string): boolean {
  const trigrams = (text: string) => {
    const words = text
      .toLowerCase()
      .split(/[^a-z]+/)
      .filter((word) => word !== "");
    return words.slice(2).map((word, at) => `${words[at]} ${words[at + 1]} ${word}`);
  };
  const first = new Set(trigrams(a));
  return trigrams(b).some((trigram) => first.has(trigram)) || a.slice(0, 12) === b.slice(0, 12);
}
