// The loop that every local back end shares: prompt, sampled tokens, whole characters, stop strings, why it ended.

import { randomInt } from "node:crypto";
import { type Finish, type GeneratedToken, type GenerateRequest, maximumLogprobs, type Prompt } from "./contract.js";
import { StopScanner } from "./stopScanner.js";
import type { Sample, Sampling, TokenDecoder } from "./tokenDecoder.js";

const incomplete = "\uFFFD";
/** A character has at most four bytes, so a longer wait means that the bytes are not UTF-8 at all. */
const longestCharacterTokens = 4;

/** Yields once a token. The oldest tokens of a prompt that does not fit the context are dropped. */
export async function* generateText(
  decoder: TokenDecoder,
  request: GenerateRequest,
  signal: AbortSignal,
): AsyncGenerator<GeneratedToken, Finish> {
  const trimmed = trimTrailingSpace(request.prompt);
  const prompt = fitContext(decoder.encodePrompt(trimmed.prompt), decoder.contextTokens, request.maxTokens);
  if (prompt.length === 0) throw new Error("the prompt is empty");
  const base = request.seed ?? randomInt(2 ** 31);
  const samplingAt = (step: number): Sampling => ({
    temperature: request.temperature,
    topP: request.topP,
    seed: (Math.imul(base, 0x9e3779b1) + Math.imul(step + 1, 0x85ebca6b)) >>> 0,
    top: Math.min(request.logprobs, maximumLogprobs),
  });
  const scanner = new StopScanner(request.stop);
  const reader = new CharacterReader(decoder, trimmed.dropped ? " " : "");
  const limit = Math.min(request.maxTokens, decoder.contextTokens - prompt.length);
  let tokensOut = 0;
  const finish = (reason: Finish["reason"]): Finish => ({ reason, tokensIn: prompt.length, tokensOut });
  let sample = await decoder.read(prompt, samplingAt(0));
  for (;;) {
    signal.throwIfAborted();
    const numbers = reportedNumbers(decoder, sample, trimmed.dropped && tokensOut === 0);
    if (decoder.isEnd(sample.id)) {
      const rest = scanner.flush();
      if (rest || request.logprobs > 0) yield { text: rest, ...numbers };
      return finish("stop");
    }
    tokensOut += 1;
    const { text, stopped } = scanner.push(reader.push(sample.id));
    const last = !stopped && tokensOut >= limit;
    yield { text: last ? text + scanner.flush() : text, ...numbers };
    if (stopped) return finish("stop");
    if (last) return finish("length");
    sample = await decoder.follow(sample.id, samplingAt(tokensOut));
  }
}

/** Tokens begin with their space, so a prompt that ends in one would leave the model a lone space it has hardly seen. */
function trimTrailingSpace(prompt: Prompt): { prompt: Prompt; dropped: boolean } {
  if (prompt.kind === "text") {
    const text = prompt.text.replace(/(?<=\S) +$/, "");
    return { prompt: { kind: "text", text }, dropped: text !== prompt.text };
  }
  const last = prompt.messages.at(-1);
  if (last?.role !== "assistant") return { prompt, dropped: false };
  const content = last.content.replace(/(?<=\S) +$/, "");
  const messages = [...prompt.messages.slice(0, -1), { ...last, content }];
  return { prompt: { kind: "chat", messages }, dropped: content !== last.content };
}

/** Leaves room for the answer, at most a quarter of the context. */
function fitContext(tokens: number[], contextTokens: number, maxTokens: number): number[] {
  const room = contextTokens - Math.max(1, Math.min(maxTokens, Math.floor(contextTokens / 4)));
  return tokens.length <= room ? tokens : tokens.slice(tokens.length - room);
}

function reportedNumbers(decoder: TokenDecoder, sample: Sample, afterSpace: boolean) {
  if (sample.logprob === undefined) return {};
  const shown = (id: number) => {
    const text = decoder.text([id], []);
    return afterSpace ? text.replace(/^ /, "") : text;
  };
  return { logprob: sample.logprob, top: (sample.top ?? []).map(({ id, logprob }) => ({ token: shown(id), logprob })) };
}

/** Turns tokens into text, waiting for the rest of a character that is spread over several. */
class CharacterReader {
  private readonly decoder: TokenDecoder;
  private readonly done: number[] = [];
  private pending: number[] = [];
  private skip: string;

  /** `skip`: what the prompt already held of the first token. */
  constructor(decoder: TokenDecoder, skip: string) {
    this.decoder = decoder;
    this.skip = skip;
  }

  push(id: number): string {
    this.pending.push(id);
    let text = this.decoder.text(this.pending, this.done);
    if (text.endsWith(incomplete) && this.pending.length < longestCharacterTokens) return "";
    this.done.push(...this.pending);
    this.pending = [];
    if (this.skip && text.startsWith(this.skip)) text = text.slice(this.skip.length);
    this.skip = "";
    return text;
  }
}
