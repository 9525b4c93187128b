// Shadow miners for checked tasks: what succeeds without any model. The best of them in a family is its zero, g_f
// (text-market.md §1): copy a sentence, name the most frequent noun, echo, overlap of keywords, a constant phrase.
import { wordsOf } from "../challenges/checker.js";
import type { ChatMessage } from "../challenges/task.js";

export interface TaskShadow {
  name: string;
  answer(messages: readonly ChatMessage[]): string;
}

const STOP_WORDS = new Set(
  `a an and are as at be but by do does for from give had has have he her him his how i if in is it its make many me my now of on one or
   she short than that the their them then there these this to was we were what where which who with word words write you your sentence`.split(
    /\s+/,
  ),
);

const lastOf = (messages: readonly ChatMessage[]) => messages.at(-1)?.content ?? "";
const textOf = (messages: readonly ChatMessage[]) =>
  messages
    .filter(({ role }) => role !== "system")
    .map(({ content }) => content)
    .join(" ");
const sentencesOf = (text: string) => text.split(/(?<=[.!?])\s+/).filter((sentence) => sentence !== "");
const contentWords = (text: string) => wordsOf(text).filter((word) => !STOP_WORDS.has(word));

export const TASK_SHADOWS: readonly TaskShadow[] = [
  { name: "echo", answer: (messages) => textOf(messages) },
  { name: "copy-sentence", answer: (messages) => sentencesOf(textOf(messages))[0] ?? "" },
  { name: "frequent-noun", answer: (messages) => frequentNoun(textOf(messages)) },
  {
    name: "last-noun",
    answer: (messages) => contentWords(sentencesOf(textOf(messages)).at(-2) ?? textOf(messages)).at(-1) ?? "",
  },
  { name: "overlap", answer: overlap },
  { name: "constant", answer: () => "Yes, of course. The answer is two." },
];

function frequentNoun(text: string): string {
  const counts = new Map<string, number>();
  for (const word of contentWords(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || b[0].length - a[0].length)[0]?.[0] ?? "";
}

/** The sentence that shares most words with the question, without the words that the question has itself. */
function overlap(messages: readonly ChatMessage[]): string {
  const sentences = sentencesOf(textOf(messages));
  const question = new Set(contentWords(sentences.at(-1) ?? ""));
  const rest = sentences.slice(0, -1);
  if (rest.length === 0) return contentWords(lastOf(messages)).at(-1) ?? "";
  const shared = rest.map((sentence) => contentWords(sentence).filter((word) => question.has(word)).length);
  const best = rest[shared.indexOf(Math.max(...shared))] as string;
  return contentWords(best)
    .filter((word) => !question.has(word))
    .slice(-2)
    .join(" ");
}
