// The figures of a model card: bits per byte on both kinds of held-out prose, the trigram's on the same text, and what the
// model says to fixed questions.

import { openEngine } from "../../engine/openEngine.js";
import { BytePairTokeniser, type TokeniserFile } from "../../engine/tokeniser/bytePairTokeniser.js";
import { loadOwnModel } from "../../models/index.js";
import type { Split } from "../data/heldOutSplit.js";
import type { Document } from "../data/proseSources.js";
import { endToken } from "../data/tokenStreams.js";
import { bitsPerByte } from "./bitsPerByte.js";
import { TrigramModel } from "./trigram.js";

export interface Measured {
  /** Bits per byte by part of the held-out prose: the model's, and the trigram's. */
  readonly bitsPerByte: Record<string, { bytes: number; model: number; trigram: number }>;
  /** Greedy answers, not chosen for their quality. */
  readonly answers: Record<string, string>;
}

const questions = [
  "What is the capital of France?",
  "What is the capital of Japan?",
  "What is the opposite of hot?",
  "What is 3 plus 4?",
  "What is 12 minus 5?",
  "Which day comes after Tuesday?",
  "Repeat the word table.",
  "Tell me a short story about Anna.",
];
const answerTokens = 64;

function parts(split: Split): Map<string, Document[]> {
  const sources = new Set(split.heldOutBlocks.map((block) => block.source));
  const named = new Map<string, Document[]>();
  for (const source of sources) {
    named.set(
      `blocks of ${source}`,
      split.heldOutBlocks.filter((block) => block.source === source),
    );
  }
  return named.set("texts never seen at all", split.heldOutTexts);
}

/** Measures the weights in `folder`, as shipped (half precision). */
export async function measureModel(folder: string, split: Split): Promise<Measured> {
  const { manifest, weights, tokeniserJson } = loadOwnModel(folder);
  const tokeniser = new BytePairTokeniser(JSON.parse(tokeniserJson) as TokeniserFile);
  const trigram = new TrigramModel(tokeniser.vocabularySize, tokeniser.specials.get(endToken) as number);
  for (const document of split.training) {
    if (document.source !== "wordnet") trigram.fit(tokeniser.encode(document.text));
  }
  const figures: Measured["bitsPerByte"] = {};
  const all = { bits: 0, trigramBits: 0, bytes: 0 };
  for (const [name, documents] of parts(split)) {
    const texts = documents.map((document) => document.text);
    const { bitsPerByte: model, bytes } = await bitsPerByte(manifest.config, weights, tokeniser, texts);
    const trigramBits = -texts.reduce((sum, text) => sum + trigram.log2Probability(tokeniser.encode(text)), 0);
    figures[name] = { bytes, model: rounded(model), trigram: rounded(trigramBits / bytes) };
    all.bits += model * bytes;
    all.trigramBits += trigramBits;
    all.bytes += bytes;
  }
  const total = {
    bytes: all.bytes,
    model: rounded(all.bits / all.bytes),
    trigram: rounded(all.trigramBits / all.bytes),
  };
  return { bitsPerByte: { "all held-out prose": total, ...figures }, answers: await answersOf(folder) };
}

const rounded = (value: number) => Math.round(value * 10_000) / 10_000;

async function answersOf(folder: string): Promise<Record<string, string>> {
  const engine = await openEngine({ model: folder });
  const answers: Record<string, string> = {};
  for (const content of questions) {
    const request = { maxTokens: answerTokens, temperature: 0, topP: 1, stop: [], logprobs: 0 };
    const prompt = { kind: "chat", messages: [{ role: "user", content }] } as const;
    let answer = "";
    for await (const token of engine.generate({ ...request, prompt }, new AbortController().signal))
      answer += token.text;
    answers[content] = answer;
  }
  await engine.close();
  return answers;
}
