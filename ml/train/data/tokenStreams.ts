// The training text as one long run of token ids per source, documents parted by the end token.

import type { BytePairTokeniser } from "../../engine/tokeniser/bytePairTokeniser.js";
import { generateCorpus } from "../corpus/generateCorpus.js";
import type { Document } from "./proseSources.js";

export const endToken = "<|end|>";
export const specialTokens: readonly string[] = [endToken, "<|system|>", "<|user|>", "<|assistant|>"];
export const syntheticCharacters = 8_000_000;

export type TokenStreams = ReadonlyMap<string, Uint16Array>;

export function encodeStreams(tokeniser: BytePairTokeniser, training: readonly Document[], seed: number): TokenStreams {
  const end = tokeniser.specials.get(endToken);
  if (end === undefined) throw new Error(`the tokeniser lacks ${endToken}`);
  const streams = new Map<string, Uint16Array>();
  for (const source of new Set(training.map((document) => document.source))) {
    const ids: number[] = [];
    for (const document of training) {
      if (document.source !== source) continue;
      ids.push(end);
      for (const id of tokeniser.encode(document.text)) ids.push(id);
    }
    streams.set(source, Uint16Array.from(ids));
  }
  streams.set("synthetic", Uint16Array.from(tokeniser.encodeTrusted(generateCorpus(seed, syntheticCharacters))));
  return streams;
}
