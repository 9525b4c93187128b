// One-token item: "continue this text", scored by the log of the probability that was reported for the class of the word that
// follows (text-market.md §2). On sale to everybody as /v1/completions with logprobs: 20.
import type { Rng } from "../../../kit/random.js";
import { CLASSES, EPSILON } from "../../constants.js";
import { writeDocument } from "../prose/document.js";
import { classesOfToken, classOfWord } from "./classes.js";

export interface NextTokenItem {
  kind: "next-token";
  prefix: string;
  truth: string;
}

export interface ReportedToken {
  token: string;
  logprob: number;
}

export const REPORTED_TOKENS = 20;
const PREFIX: PrefixLimits = { leastBytes: 90, mostBytes: 160 };

/** English's closed classes: what holds sentences together. */
const FUNCTION_WORDS = new Set(
  `a all an and as at be been but by can could did do for from had has have he her his i if in is it may must my no not of on one or our she
   should so than that the their there they this to was we were when which who will with would you your`.split(/\s+/),
);

export function nextTokenItem(rng: Rng): NextTokenItem {
  for (;;) {
    const item = itemsIn(writeDocument(rng), 1, rng)[0];
    if (item !== undefined) return item;
  }
}

/**
 * Places in a document to ask about. Three of four stand between two function words: there grammar decides, which small
 * models know as well; anywhere else the subject decides, which only larger ones follow.
 */
export function itemsIn(text: string, count: number, rng: Rng): NextTokenItem[] {
  const places = [...text.matchAll(/(?<=([a-z]+)[,;:]? )[a-z]+(?=[ ,.;:])/g)].filter(
    (match) => match.index > PREFIX.leastBytes,
  );
  const grammatical = places.filter((match) => FUNCTION_WORDS.has(match[0]) && FUNCTION_WORDS.has(match[1] ?? ""));
  return Array.from({ length: count }, () => (rng.below(4) < 3 ? grammatical : places))
    .filter((pool) => pool.length > 0)
    .map((pool) => rng.pick(pool))
    .map((match) => ({
      kind: "next-token" as const,
      prefix: lastBytes(text, match.index - 1, PREFIX),
      truth: match[0],
    }));
}

export interface PrefixLimits {
  leastBytes: number;
  mostBytes: number;
}

/** The text before `end`, from a sentence's beginning where one lies within the limits. */
export function lastBytes(text: string, end: number, limits: PrefixLimits): string {
  const window = text.slice(Math.max(0, end - limits.mostBytes), end);
  if (window.length === end) return window;
  const sentence = /[.!?]"? (?="?[A-Z])/.exec(window);
  if (sentence !== null && window.length - sentence.index - sentence[0].length >= limits.leastBytes) {
    return window.slice(sentence.index + sentence[0].length);
  }
  return window.slice(window.indexOf(" ") + 1);
}

/** Share of the mass that was not reported which is spread as the classes occur; the rest of it is spread evenly. */
const PRIOR_SHARE = 0.5;

/**
 * Probability of each class as reported. Mass that was not reported is spread half as `prior` has the classes, half evenly.
 * (The trial spread all of it evenly: twenty tokens of a small vocabulary hold half of the mass only, and plexus-micro then
 * had no skill, .00 ± .013, where .08 shows with half; with all of it as the prior has it, noise came within .01 of zero.)
 * A report of nothing stays below the class unigram. Undefined when the report is no distribution.
 */
export function reportedClasses(report: readonly ReportedToken[], prior: readonly number[]): number[] | undefined {
  const classes = new Array<number>(CLASSES).fill(0);
  let mass = 0;
  for (const { token, logprob } of report.slice(0, REPORTED_TOKENS)) {
    if (!Number.isFinite(logprob) || logprob > 0) return undefined;
    const probability = Math.exp(logprob);
    mass += probability;
    for (const { index, share } of classesOfToken(token, prior))
      classes[index] = (classes[index] as number) + probability * share;
  }
  if (mass > 1.001) return undefined;
  const rest = Math.max(0, 1 - mass);
  return classes.map(
    (probability, index) => probability + rest * (PRIOR_SHARE * (prior[index] as number) + (1 - PRIOR_SHARE) / CLASSES),
  );
}

/** ℓ = −ln(0.98 p + 0.02 / 300), in nats. */
export function nextTokenLoss(truth: string, classes: readonly number[]): number {
  return -Math.log((1 - EPSILON) * Math.min(1, classes[classOfWord(truth)] as number) + EPSILON / CLASSES);
}
