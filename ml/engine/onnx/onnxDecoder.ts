// Decodes our own models: a serving graph with a key–value cache, run by ONNX Runtime on one thread.

import { buildDecodeGraph, type LanguageModelConfig, rotaryAngles } from "../../graph/index.js";
import type { Prompt } from "../contract.js";
import { plexusTemplate } from "../prompt/chatTemplate.js";
import { logSumExp, sampleToken } from "../sampling.js";
import type { Sample, Sampling, TokenDecoder } from "../tokenDecoder.js";
import type { BytePairTokeniser } from "../tokeniser/bytePairTokeniser.js";
import { type OnnxRuntime, type OnnxSession, openSession } from "./loadOnnxRuntime.js";

type OrtTensor = InstanceType<OnnxRuntime["Tensor"]>;

/** Tokens already read, and the keys and values that stand for them. Never changed, so it can be gone on from twice. */
interface Past {
  readonly tokens: readonly number[];
  readonly cache: Readonly<Record<string, OrtTensor>>;
}

export class OnnxDecoder implements TokenDecoder {
  readonly contextTokens: number;
  private readonly config: LanguageModelConfig;
  private readonly tokeniser: BytePairTokeniser;
  private readonly ort: OnnxRuntime;
  private readonly session: OnnxSession;
  private readonly endId: number;
  private readonly empty: Past;
  private held: Past;

  private constructor(
    config: LanguageModelConfig,
    tokeniser: BytePairTokeniser,
    opened: { ort: OnnxRuntime; session: OnnxSession },
  ) {
    this.contextTokens = config.contextTokens;
    this.config = config;
    this.tokeniser = tokeniser;
    this.ort = opened.ort;
    this.session = opened.session;
    this.endId = tokeniser.specials.get("<|end|>") as number;
    const shape = [1, config.heads, 0, config.width / config.heads];
    const cache: Record<string, OrtTensor> = {};
    for (let layer = 0; layer < config.layers; layer += 1) {
      for (const kind of ["key", "value"]) {
        cache[`past.${kind}.${layer}`] = new this.ort.Tensor("float32", new Float32Array(0), shape);
      }
    }
    this.empty = { tokens: [], cache };
    this.held = this.empty;
  }

  static async open(
    config: LanguageModelConfig,
    weights: ReadonlyMap<string, Float32Array>,
    tokeniser: BytePairTokeniser,
  ): Promise<OnnxDecoder> {
    return new OnnxDecoder(config, tokeniser, await openSession(buildDecodeGraph(config, weights)));
  }

  encode(text: string): number[] {
    return this.tokeniser.encode(text);
  }

  /** A text begins like every document in training: after the end token of the one before. */
  encodePrompt(prompt: Prompt): number[] {
    if (prompt.kind === "text") return [this.endId, ...this.tokeniser.encode(prompt.text)];
    return plexusTemplate
      .parts(prompt.messages)
      .flatMap((part) => (part.control ? this.tokeniser.encodeTrusted(part.text) : this.tokeniser.encode(part.text)));
  }

  text(ids: readonly number[]): string {
    return this.tokeniser.decode(ids);
  }

  isEnd(id: number): boolean {
    return id < this.tokeniser.specials.size;
  }

  async read(tokens: readonly number[], sampling: Sampling): Promise<Sample> {
    const { logits, past } = await this.advance(this.reusable(tokens), tokens);
    this.held = past;
    return sampleToken(logits.subarray(logits.length - this.config.vocabularySize), sampling);
  }

  follow(token: number, sampling: Sampling): Promise<Sample> {
    return this.read([...this.held.tokens, token], sampling);
  }

  async score(prefix: readonly number[], continuations: readonly (readonly number[])[], signal: AbortSignal) {
    const size = this.config.vocabularySize;
    const start = await this.advance(this.empty, prefix);
    const first = start.logits.subarray(start.logits.length - size);
    const totals: number[] = [];
    for (const continuation of continuations) {
      signal.throwIfAborted();
      const rest = continuation.slice(0, -1);
      const later =
        rest.length === 0 ? new Float32Array(0) : (await this.advance(start.past, [...prefix, ...rest])).logits;
      totals.push(
        continuation.reduce((sum, id, index) => {
          const row = index === 0 ? first : later.subarray((index - 1) * size, index * size);
          return sum + (row[id] as number) - logSumExp(row);
        }, 0),
      );
    }
    return totals;
  }

  async close(): Promise<void> {
    await this.session.release();
  }

  /** What is held, if the new sequence goes on from it. */
  private reusable(tokens: readonly number[]): Past {
    const { held } = this;
    const goesOn = held.tokens.length < tokens.length && held.tokens.every((id, index) => id === tokens[index]);
    return goesOn ? held : this.empty;
  }

  /** Reads the tokens that `past` lacks; logits of each of them. */
  private async advance(past: Past, tokens: readonly number[]): Promise<{ logits: Float32Array; past: Past }> {
    const fresh = tokens.slice(past.tokens.length);
    const angles = rotaryAngles(this.config, past.tokens.length, fresh.length);
    const half = this.config.width / this.config.heads / 2;
    const { ort } = this;
    const outputs = await this.session.run({
      ids: new ort.Tensor("int64", BigInt64Array.from(fresh.map(BigInt)), [fresh.length]),
      cosine: new ort.Tensor("float32", angles.cosine, [fresh.length, half]),
      sine: new ort.Tensor("float32", angles.sine, [fresh.length, half]),
      mask: new ort.Tensor("float32", causalRows(past.tokens.length, tokens.length), [fresh.length, tokens.length]),
      ...past.cache,
    });
    const cache = Object.fromEntries(
      Object.keys(past.cache).map((name) => [name, outputs[name.replace("past.", "present.")] as OrtTensor]),
    );
    return { logits: outputs["logits"]?.data as Float32Array, past: { tokens: [...tokens], cache } };
  }
}

/** Rows of the causal mask for positions `from` to `total` − 1. */
function causalRows(from: number, total: number): Float32Array {
  const mask = new Float32Array((total - from) * total);
  for (let row = from; row < total; row += 1) mask.fill(-1e9, (row - from) * total + row + 1, (row - from + 1) * total);
  return mask;
}
