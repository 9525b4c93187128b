// Any server that speaks OpenAI's API as an engine: a miner's way to bring a bigger model. Its weights cannot be hashed from
// here, so the info says so with zeros.

import { z } from "zod";
import {
  type Finish,
  type GeneratedToken,
  type GenerateRequest,
  type TextEngine,
  type TextModelInfo,
  type TokenChoice,
  unknownSha256,
} from "../contract.js";
import { serverSentEvents } from "./serverSentEvents.js";

export interface OpenAiChoice {
  readonly openaiUrl: string;
  readonly model: string;
  readonly apiKey?: string;
}

/** A guess where the server's tokeniser is out of reach: English text has about four bytes a token. */
const bytesPerToken = 4;
const assumedContextTokens = 4_096;
const requestTimeoutMs = 120_000;

const tokenChoice = z.object({ token: z.string(), logprob: z.number() });
const chunkSchema = z.object({
  choices: z.array(
    z.object({
      delta: z.object({ content: z.string().nullish() }).optional(),
      text: z.string().optional(),
      finish_reason: z.string().nullish(),
      logprobs: z
        .object({
          content: z.array(tokenChoice.extend({ top_logprobs: z.array(tokenChoice).optional() })).nullish(),
          token_logprobs: z.array(z.number().nullable()).optional(),
          top_logprobs: z.array(z.record(z.string(), z.number()).nullable()).optional(),
        })
        .nullish(),
    }),
  ),
  usage: z.object({ prompt_tokens: z.number(), completion_tokens: z.number() }).nullish(),
});
type Chunk = z.infer<typeof chunkSchema>;

const scoredSchema = z.object({
  choices: z
    .array(
      z.object({
        logprobs: z.object({
          token_logprobs: z.array(z.number().nullable()),
          text_offset: z.array(z.number()),
        }),
      }),
    )
    .min(1),
});

export class OpenAiEngine implements TextEngine {
  readonly info: TextModelInfo;
  private readonly base: string;
  private readonly apiKey: string | undefined;

  constructor(choice: OpenAiChoice) {
    const url = new URL(choice.openaiUrl);
    if (!/^https?:$/.test(url.protocol)) throw new Error(`--openai-url wants http or https, not ${url.protocol}`);
    this.base = choice.openaiUrl.replace(/\/+$/, "");
    this.apiKey = choice.apiKey;
    const contextTokens = assumedContextTokens;
    this.info = { name: choice.model, sha256: unknownSha256, bytes: 0, contextTokens, chatTemplate: "remote" };
  }

  countTokens(text: string): number {
    return Math.ceil(Buffer.byteLength(text) / bytesPerToken);
  }

  async *generate(request: GenerateRequest, signal: AbortSignal): AsyncGenerator<GeneratedToken, Finish> {
    const chat = request.prompt.kind === "chat";
    const response = await this.post(
      chat ? "chat/completions" : "completions",
      bodyOf(this.info.name, request),
      signal,
    );
    if (!response.body) throw new Error("the back end sent no body");
    const counted = { in: this.countTokens(JSON.stringify(request.prompt)), out: 0 };
    let reason: Finish["reason"] = "stop";
    for await (const event of serverSentEvents(response.body)) {
      const chunk = parseChunk(event);
      if (chunk.usage) [counted.in, counted.out] = [chunk.usage.prompt_tokens, chunk.usage.completion_tokens];
      const choice = chunk.choices[0];
      if (!choice) continue;
      const tokens = tokensOf(choice);
      if (!chunk.usage) counted.out += tokens.length;
      yield* tokens;
      if (choice.finish_reason === "length") reason = "length";
    }
    return { reason, tokensIn: counted.in, tokensOut: counted.out };
  }

  /** By the classic trick of an echoed prompt with log-probs; throws where the server does not offer it. */
  async scoreContinuations(prefix: string, candidates: readonly string[], signal: AbortSignal) {
    const logprobs: number[] = [];
    let tokensIn = 0;
    for (const candidate of candidates) {
      const body = {
        model: this.info.name,
        prompt: prefix + candidate,
        max_tokens: 0,
        echo: true,
        logprobs: 1,
        temperature: 0,
      };
      const parsed = scoredSchema.safeParse(await (await this.post("completions", body, signal)).json());
      if (!parsed.success) throw new Error("the back end does not echo log-probs, so it cannot score candidates");
      const numbers = parsed.data.choices[0]?.logprobs;
      const after = (numbers?.token_logprobs ?? []).filter(
        (_, index) => (numbers?.text_offset[index] ?? 0) >= prefix.length,
      );
      logprobs.push(after.reduce<number>((sum, value) => sum + (value ?? 0), 0));
      tokensIn += numbers?.token_logprobs.length ?? 0;
    }
    return { logprobs, tokensIn };
  }

  async close(): Promise<void> {}

  private async post(path: string, body: unknown, signal: AbortSignal): Promise<Response> {
    const headers: Record<string, string> = { "content-type": "application/json" };
    if (this.apiKey) headers["authorization"] = `Bearer ${this.apiKey}`;
    // Kept by its timer: AbortSignal.any and AbortSignal.timeout can both be collected while a request waits (Node 20).
    const limited = new AbortController();
    setTimeout(() => limited.abort(new Error("the back end took too long")), requestTimeoutMs).unref();
    if (signal.aborted) limited.abort(signal.reason);
    signal.addEventListener("abort", () => limited.abort(signal.reason), { once: true });
    const response = await fetch(`${this.base}/${path}`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
      signal: limited.signal,
    });
    if (response.ok) return response;
    const detail = (await response.text()).slice(0, 200);
    throw new Error(`the back end answered ${response.status}: ${detail}`);
  }
}

function bodyOf(model: string, request: GenerateRequest): Record<string, unknown> {
  const { prompt } = request;
  const chat = prompt.kind === "chat";
  const wantsLogprobs = request.logprobs > 0;
  return {
    model,
    ...(chat ? { messages: prompt.messages } : { prompt: prompt.text }),
    max_tokens: request.maxTokens,
    temperature: request.temperature,
    top_p: request.topP,
    stream: true,
    stream_options: { include_usage: true },
    ...(request.seed === undefined ? {} : { seed: request.seed }),
    ...(request.stop.length > 0 ? { stop: request.stop } : {}),
    ...(wantsLogprobs
      ? chat
        ? { logprobs: true, top_logprobs: request.logprobs }
        : { logprobs: request.logprobs }
      : {}),
  };
}

function parseChunk(event: string): Chunk {
  let value: unknown;
  try {
    value = JSON.parse(event);
  } catch {
    throw new Error("the back end sent an event that is not JSON");
  }
  const parsed = chunkSchema.safeParse(value);
  if (!parsed.success) throw new Error(`the back end sent an unknown event: ${event.slice(0, 120)}`);
  return parsed.data;
}

function tokensOf(choice: Chunk["choices"][number]): GeneratedToken[] {
  const { logprobs } = choice;
  if (logprobs?.content?.length) {
    return logprobs.content.map(({ token, logprob, top_logprobs }) => ({
      text: token,
      logprob,
      top: top_logprobs ?? [],
    }));
  }
  const text = choice.delta?.content ?? choice.text ?? "";
  if (!text) return [];
  const logprob = logprobs?.token_logprobs?.[0];
  if (logprob === undefined || logprob === null) return [{ text }];
  const top = Object.entries(logprobs?.top_logprobs?.[0] ?? {}).map(
    ([token, value]): TokenChoice => ({ token, logprob: value }),
  );
  return [{ text, logprob, top }];
}
