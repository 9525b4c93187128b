// What a next word is scored by: a class of its first two letters, so that no tokenizer is favoured (text-market.md §2).
// 26 first letters × 11 groups of second letters, and 14 classes for what is no word: 300.
import { CLASSES } from "../../constants.js";

const SECOND_GROUPS = ["a", "e", "i", "o", "uy", "h", "lw", "r", "nm", "tscpk"]; // the eleventh: any other letter, or none
const MARKS = [".", ",", ";", ":", "!", "?", '"', "'", "-", "("];
const WORDS = 26 * (SECOND_GROUPS.length + 1);
const DIGITS = WORDS + MARKS.length;
const SUFFIX = DIGITS + 1;
const BREAK = DIGITS + 2;
const OTHER = DIGITS + 3;
const LONE_WORDS = new Set(["a", "i"]);

/** Class of a word as it stands in the text. */
export function classOfWord(word: string): number {
  const lower = word.toLowerCase();
  const first = lower.charCodeAt(0) - 97;
  if (first >= 0 && first < 26) {
    const second = lower[1] ?? "";
    const group = second === "" ? -1 : SECOND_GROUPS.findIndex((letters) => letters.includes(second));
    return first * (SECOND_GROUPS.length + 1) + (group < 0 ? SECOND_GROUPS.length : group);
  }
  if (/^[0-9]/.test(lower)) return DIGITS;
  const mark = MARKS.indexOf(lower[0] ?? "");
  return mark >= 0 ? WORDS + mark : OTHER;
}

/**
 * The classes that a reported token stands for. A token of one letter is the beginning of any word with that letter: its
 * mass is spread over the letter's classes as `prior` (the class unigram) has them, so that small vocabularies lose nothing.
 */
export function classesOfToken(token: string, prior: readonly number[]): { index: number; share: number }[] {
  if (token === "" || /^\s*[\r\n]/.test(token)) return [{ index: BREAK, share: 1 }];
  const word = token.trimStart();
  if (word === "") return [{ index: OTHER, share: 1 }];
  const begins = word.length < token.length;
  if (!begins && /^[a-z]/i.test(word)) return [{ index: SUFFIX, share: 1 }];
  if (word.length === 1 && /[a-z]/i.test(word) && !LONE_WORDS.has(word.toLowerCase())) return spread(word, prior);
  return [{ index: classOfWord(word), share: 1 }];
}

function spread(letter: string, prior: readonly number[]): { index: number; share: number }[] {
  const width = SECOND_GROUPS.length + 1;
  const start = (letter.toLowerCase().charCodeAt(0) - 97) * width;
  const weights = Array.from({ length: width }, (_, at) => (prior[start + at] ?? 0) + 1e-6);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight, at) => ({ index: start + at, share: weight / total }));
}

export const UNIFORM_CLASSES: readonly number[] = Array.from({ length: CLASSES }, () => 1 / CLASSES);
