// Opens whatever a miner serves, by name, path, address of a back end, or as labelled noise.

import { dirname } from "node:path";
import { loadOwnModel, resolveModel } from "../models/index.js";
import type { TextEngine } from "./contract.js";
import { LlamaDecoder } from "./llama/llamaDecoder.js";
import { LocalTextEngine } from "./localTextEngine.js";
import { NoiseEngine } from "./noise/noiseEngine.js";
import { OnnxDecoder } from "./onnx/onnxDecoder.js";
import { OpenAiEngine } from "./openai/openAiEngine.js";
import { chatmlTemplate } from "./prompt/chatTemplate.js";
import { BytePairTokeniser, type TokeniserFile } from "./tokeniser/bytePairTokeniser.js";

export type EngineChoice =
  | { readonly model: string; readonly openaiUrl?: undefined }
  | { readonly openaiUrl: string; readonly model: string; readonly apiKey?: string }
  | { readonly noise: true; readonly seed: number };

export interface EngineOptions {
  /** Context for GGUF models, in tokens; memory grows with it. */
  readonly contextTokens?: number;
}

/** Throws a clear error where weights are missing or changed; there is no fallback to anything else. */
export async function openEngine(choice: EngineChoice, options: EngineOptions = {}): Promise<TextEngine> {
  if ("noise" in choice) return new NoiseEngine(choice.seed);
  if (choice.openaiUrl !== undefined) return new OpenAiEngine(choice);
  const resolved = await resolveModel(choice.model);
  const { name, sha256, bytes } = resolved;
  if (resolved.format === "gguf") {
    const contextTokens = options.contextTokens ?? resolved.contextTokens;
    const decoder = await LlamaDecoder.open(resolved.path, contextTokens);
    return new LocalTextEngine({ name, sha256, bytes, contextTokens, chatTemplate: chatmlTemplate.name }, decoder);
  }
  const { manifest, weights, tokeniserJson } = loadOwnModel(dirname(resolved.path));
  const tokeniser = new BytePairTokeniser(JSON.parse(tokeniserJson) as TokeniserFile);
  const numbers = new Map([...weights].map(([tensor, { data }]) => [tensor, data]));
  const decoder = await OnnxDecoder.open(manifest.config, numbers, tokeniser);
  const { contextTokens } = resolved;
  return new LocalTextEngine({ name, sha256, bytes, contextTokens, chatTemplate: manifest.chatTemplate }, decoder);
}
