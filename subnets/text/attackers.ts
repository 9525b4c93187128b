// Cheaters that answer challenges without a language model, for the attack tests: each is a miner's whole answer to a request.

import type { Rng } from "../kit/random.js";
import type { RelayRequest } from "../kit/relay.js";
import { softmax } from "./challenges/items/continuation.js";
import { lexicalScore } from "./challenges/items/lexical.js";
import { writeDocument } from "./challenges/prose/document.js";
import type { ChatMessage } from "./challenges/task.js";
import { TASK_SHADOWS } from "./shadows/taskShadows.js";

/** The OpenAI-shaped result of a miner. */
export type Answerer = (request: RelayRequest, rng: Rng) => unknown;

export const chatResult = (content: string) => ({
  choices: [{ index: 0, message: { role: "assistant", content }, logprobs: null, finish_reason: "stop" }],
});
const reportResult = (top: Record<string, number>) => ({
  choices: [
    {
      index: 0,
      text: "",
      logprobs: { tokens: [""], token_logprobs: [-1], top_logprobs: [top], text_offset: [0] },
      finish_reason: "length",
    },
  ],
});
const candidatesResult = (texts: readonly string[], probabilities: readonly number[]) => ({
  choices: [
    {
      index: 0,
      text: "",
      logprobs: null,
      candidates: texts.map((text, at) => ({ text, logprob: -60, probability: probabilities[at] })),
      finish_reason: "stop",
    },
  ],
});

/** A cheater from its three tricks: for tasks, for the next token, for candidates. */
export interface Tricks {
  chat: (messages: readonly ChatMessage[], rng: Rng) => string;
  next: (prefix: string, rng: Rng) => Record<string, number>;
  candidates: (prefix: string, texts: readonly string[], rng: Rng) => number[];
}

export function cheater({ chat, next, candidates }: Tricks): Answerer {
  return ({ kind, request }, rng) => {
    if (kind === "chat") return chatResult(chat(request["messages"] as ChatMessage[], rng));
    const prefix = request["prompt"] as string;
    const texts = request["candidates"] as string[] | undefined;
    return texts === undefined
      ? reportResult(next(prefix, rng))
      : candidatesResult(texts, candidates(prefix, texts, rng));
  };
}

const shadow = (name: string) => (messages: readonly ChatMessage[]) =>
  TASK_SHADOWS.find((each) => each.name === name)?.answer(messages) ?? "";
const even = (_: string, texts: readonly string[]) => texts.map(() => 1 / texts.length);
const logs = (row: Record<string, number>) =>
  Object.fromEntries(Object.entries(row).map(([token, p]) => [token, Math.log(p)]));

/** The most frequent words of the public generator, as a report of twenty tokens. */
function unigram(rng: Rng): Record<string, number> {
  const counts = new Map<string, number>();
  let total = 0;
  for (let n = 0; n < 300; n++) {
    for (const [word] of writeDocument(rng).matchAll(/(?<= )[a-z]+/g)) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
      total += 1;
    }
  }
  return Object.fromEntries(
    [...counts]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 20)
      .map(([word, count]) => [` ${word}`, count / total]),
  );
}

/** Words that were just read, most frequent first. */
function cacheOf(prefix: string): Record<string, number> {
  const words = [...new Set(prefix.match(/[a-z]+/g) ?? [])].slice(-20);
  return Object.fromEntries(words.map((word) => [` ${word}`, 1 / (words.length + 1)]));
}

export function cheaters(rng: Rng): Record<string, Answerer> {
  const frequent = logs(unigram(rng));
  const rank = (prefix: string, texts: readonly string[]) =>
    softmax(texts.map((text) => 2 * lexicalScore(prefix)(text)));
  return {
    echo: cheater({ chat: shadow("echo"), next: (prefix) => logs(cacheOf(prefix)), candidates: even }),
    "copy sentence": cheater({
      chat: shadow("copy-sentence"),
      next: (prefix) => logs(cacheOf(prefix)),
      candidates: rank,
    }),
    "frequent noun": cheater({
      chat: shadow("frequent-noun"),
      next: () => ({ " the": Math.log(0.5) }),
      candidates: even,
    }),
    overlap: cheater({ chat: shadow("overlap"), next: () => frequent, candidates: even }),
    "class unigram": cheater({ chat: () => "Yes.", next: () => frequent, candidates: even }),
    "lexical ranker": cheater({ chat: shadow("overlap"), next: () => frequent, candidates: rank }),
    "sure of itself": cheater({
      chat: () => "42",
      next: () => ({ " the": -1e-6 }),
      candidates: (_, texts, own) => oneOf(texts.length, own),
    }),
    silent: () => ({}),
  };
}

/** All belief on one candidate, at random. */
function oneOf(count: number, rng: Rng): number[] {
  const chosen = rng.below(count);
  return Array.from({ length: count }, (_, at) => (at === chosen ? 1 : 0));
}
