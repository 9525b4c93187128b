// The checker rules that mattered in the trial (text-market.md §1): the right answer is there, no rival answer is there, it is
// short, it is not copied from the prompt, it does not repeat itself.
import type { ChatMessage } from "./task.js";

const MAX_WORDS = 40;
const MAX_COPIED_SHARE = 0.25;
const MIN_DISTINCT_SHARE = 0.45;
const COPY_WORDS = 5;

export const wordsOf = (text: string) => text.toLowerCase().match(/[a-z0-9]+(?:'[a-z]+)?/g) ?? [];

/** Whole words only; "seven" is no "seventeen". Several words are matched in sequence. */
export function mentions(answer: string, phrase: string): boolean {
  return ` ${wordsOf(answer).join(" ")} `.includes(` ${wordsOf(phrase).join(" ")} `);
}

export interface AnswerRule {
  /** One of these must be mentioned. */
  right: readonly string[];
  /** None of these may be. */
  rivals: readonly string[];
}

/** `messages` is what may not be copied; families whose answer is not in the prompt at all pass none, so that restating is free. */
export function answers(answer: string, rule: AnswerRule, messages: readonly ChatMessage[] = []): boolean {
  return (
    wellFormed(answer, messages) &&
    rule.right.some((phrase) => mentions(answer, phrase)) &&
    !rule.rivals.some((phrase) => mentions(answer, phrase))
  );
}

/** Length, copying and repetition; every family but those with a fixed output format asks this first. */
export function wellFormed(answer: string, messages: readonly ChatMessage[] = []): boolean {
  const words = wordsOf(answer);
  if (words.length === 0 || words.length > MAX_WORDS) return false;
  if (new Set(words).size / words.length <= MIN_DISTINCT_SHARE) return false;
  return copiedShare(words, messages) <= MAX_COPIED_SHARE;
}

function copiedShare(words: readonly string[], messages: readonly ChatMessage[]): number {
  const grams = (list: readonly string[]) =>
    list.slice(COPY_WORDS - 1).map((_, at) => list.slice(at, at + COPY_WORDS).join(" "));
  const own = grams(words);
  if (own.length === 0) return 0;
  const prompt = new Set(messages.flatMap((message) => grams(wordsOf(message.content))));
  return own.filter((gram) => prompt.has(gram)).length / own.length;
}
