// Decodes GGUF models through node-llama-cpp (optional dependency, prebuilt binary, one thread).
// Pitfalls that rule this file: shared/spec/text-market.md §6; threads: shared/spec/ml.md §4.1.

import type { LlamaContextSequence, LlamaModel, Token } from "node-llama-cpp";
import type { Prompt } from "../contract.js";
import { chatmlTemplate } from "../prompt/chatTemplate.js";
import type { Sample, Sampling, TokenDecoder } from "../tokenDecoder.js";

type Controlled = Awaited<ReturnType<LlamaContextSequence["controlledEvaluate"]>>[number];

export class LlamaDecoder implements TokenDecoder {
  readonly contextTokens: number;
  private readonly model: LlamaModel;
  private readonly sequence: LlamaContextSequence;

  private constructor(model: LlamaModel, sequence: LlamaContextSequence, contextTokens: number) {
    this.model = model;
    this.sequence = sequence;
    this.contextTokens = contextTokens;
  }

  /** Throws a clear error where node-llama-cpp or its prebuilt binary is missing. */
  static async open(path: string, contextTokens: number): Promise<LlamaDecoder> {
    const library = await import("node-llama-cpp").catch((error: Error) => {
      throw new Error(`GGUF models need the optional package node-llama-cpp: ${error.message}`);
    });
    const llama = await library.getLlama({
      gpu: false,
      build: "never",
      skipDownload: true,
      progressLogs: false,
      maxThreads: 1,
      logLevel: library.LlamaLogLevel.error,
    });
    const model = await llama.loadModel({ modelPath: path, gpuLayers: 0, defaultContextFlashAttention: false });
    const context = await model.createContext({ contextSize: contextTokens, threads: 1, sequences: 1 });
    return new LlamaDecoder(model, context.getSequence(), contextTokens);
  }

  encode(text: string): number[] {
    return this.model.tokenize(text, false);
  }

  encodePrompt(prompt: Prompt): number[] {
    if (prompt.kind === "text") {
      const { bos, shouldPrependBosToken } = this.model.tokens;
      const tokens = this.encode(prompt.text);
      return (shouldPrependBosToken || tokens.length === 0) && bos !== null ? [bos, ...tokens] : tokens;
    }
    return chatmlTemplate.parts(prompt.messages).flatMap((part) => this.model.tokenize(part.text, part.control));
  }

  text(ids: readonly number[], before: readonly number[]): string {
    return this.model.detokenize(ids as Token[], false, before.slice(-4) as Token[]);
  }

  isEnd(id: number): boolean {
    return this.model.isEogToken(id as Token);
  }

  async read(tokens: readonly number[], sampling: Sampling): Promise<Sample> {
    await this.rewindTo(tokens);
    return this.evaluate(tokens.slice(this.sequence.nextTokenIndex), sampling);
  }

  follow(token: number, sampling: Sampling): Promise<Sample> {
    return this.evaluate([token], sampling);
  }

  async score(prefix: readonly number[], continuations: readonly (readonly number[])[], signal: AbortSignal) {
    const totals: number[] = [];
    for (const continuation of continuations) {
      signal.throwIfAborted();
      const tokens = [...prefix, ...continuation.slice(0, -1)];
      await this.rewindTo(tokens.slice(0, prefix.length));
      const from = this.sequence.nextTokenIndex;
      const items = tokens.slice(from).map((id, index) => {
        const next = continuation[from + index + 1 - prefix.length];
        return next === undefined ? (id as Token) : ([id as Token, { generateNext: scoreOf(next) }] as const);
      });
      const results = await this.sequence.controlledEvaluate(
        items as Parameters<LlamaContextSequence["controlledEvaluate"]>[0],
      );
      const scored = results.filter((result) => result !== undefined);
      totals.push(scored.reduce((sum, result, index) => sum + logprobOf(result, continuation[index] as number), 0));
    }
    return totals;
  }

  async close(): Promise<void> {
    await this.sequence.context.dispose();
    await this.model.dispose();
  }

  /** Keeps the shared beginning of what was read before; at least the last token is always evaluated anew. */
  private async rewindTo(tokens: readonly number[]): Promise<void> {
    await this.sequence.adaptStateToTokens(tokens.slice(0, -1) as Token[], false);
  }

  private async evaluate(tokens: readonly number[], sampling: Sampling): Promise<Sample> {
    const last = tokens.at(-1) as Token;
    const numbers =
      sampling.top > 0
        ? {
            logits: { filter: { tokens: [], includeSelected: true, includeTop: sampling.top } },
            totalLogitWeight: true,
          }
        : {};
    const options = { temperature: sampling.temperature, topP: sampling.topP, topK: 0, minP: 0, seed: sampling.seed };
    const results = await this.sequence.controlledEvaluate([
      ...(tokens.slice(0, -1) as Token[]),
      [last, { generateNext: { token: true, options, ...numbers } }],
    ]);
    const next = results.at(-1)?.next;
    if (next?.token === undefined || next.token === null) throw new Error("the model gave no token");
    if (!next.logits || next.totalLogitWeight === undefined) return { id: next.token };
    const ranked = [...next.logits].sort((a, b) => b[1] - a[1]);
    const normaliser = (ranked[0] as [Token, number])[1] + Math.log(next.totalLogitWeight);
    const top = ranked.slice(0, sampling.top).map(([id, logit]) => ({ id, logprob: logit - normaliser }));
    return { id: next.token, logprob: (next.logits.get(next.token) as number) - normaliser, top };
  }
}

/** includeMax does not give the maximum in 3.22.1; the token chosen at temperature 0 is it. */
function scoreOf(token: number) {
  return {
    token: true,
    options: { temperature: 0 },
    logits: { filter: { tokens: [token as Token], includeSelected: true } },
    totalLogitWeight: true,
  };
}

function logprobOf(result: Controlled, token: number): number {
  const next = result?.next;
  const chosen = next?.token;
  const logit = next?.logits?.get(token as Token);
  const peak = chosen === undefined || chosen === null ? undefined : next?.logits?.get(chosen);
  if (logit === undefined || peak === undefined || next?.totalLogitWeight === undefined) {
    throw new Error("the back end did not report the logits asked for");
  }
  return logit - peak - Math.log(next.totalLogitWeight);
}
