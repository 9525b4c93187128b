// A TextEngine over any local decoder: adds the queue, counting and scoring.

import type { Finish, GeneratedToken, GenerateRequest, Prompt, TextEngine, TextModelInfo } from "./contract.js";
import { generateText } from "./generateText.js";
import { RequestQueue } from "./requestQueue.js";
import type { TokenDecoder } from "./tokenDecoder.js";

const maximumCandidates = 64;
const maximumPromptCharacters = 1_000_000;

export class LocalTextEngine implements TextEngine {
  readonly info: TextModelInfo;
  private readonly decoder: TokenDecoder;
  private readonly queue = new RequestQueue();

  constructor(info: TextModelInfo, decoder: TokenDecoder) {
    this.info = info;
    this.decoder = decoder;
  }

  countTokens(text: string): number {
    return this.decoder.encode(text).length;
  }

  async *generate(request: GenerateRequest, signal: AbortSignal): AsyncGenerator<GeneratedToken, Finish> {
    if (!(request.maxTokens >= 1)) throw new Error(`maxTokens must be at least 1, not ${request.maxTokens}`);
    if (promptCharacters(request.prompt) > maximumPromptCharacters) {
      throw new Error(`a prompt may have at most ${maximumPromptCharacters} characters`);
    }
    const leave = await this.queue.enter(signal);
    try {
      return yield* generateText(this.decoder, request, signal);
    } finally {
      leave();
    }
  }

  /** Spaces at the end of the prefix go over to the candidates, because tokens begin with their space. */
  async scoreContinuations(prefix: string, candidates: readonly string[], signal: AbortSignal) {
    if (candidates.length === 0 || candidates.length > maximumCandidates) {
      throw new Error(`between 1 and ${maximumCandidates} candidates can be scored, not ${candidates.length}`);
    }
    const kept = prefix.replace(/ +$/, "");
    const moved = prefix.slice(kept.length);
    const encoded = candidates.map((candidate) => this.decoder.encode(moved + candidate));
    if (encoded.some((tokens) => tokens.length === 0)) throw new Error("a candidate is empty");
    const longest = Math.max(...encoded.map((tokens) => tokens.length));
    const room = this.decoder.contextTokens - longest;
    if (room < 1) throw new Error(`a candidate has ${longest} tokens, the context ${this.decoder.contextTokens}`);
    const before = this.decoder.encodePrompt({ kind: "text", text: kept }).slice(-room);
    const leave = await this.queue.enter(signal);
    try {
      const logprobs = await this.decoder.score(before, encoded, signal);
      return { logprobs, tokensIn: encoded.reduce((sum, tokens) => sum + tokens.length, before.length) };
    } finally {
      leave();
    }
  }

  close(): Promise<void> {
    return this.decoder.close();
  }
}

function promptCharacters(prompt: Prompt): number {
  if (prompt.kind === "text") return prompt.text.length;
  return prompt.messages.reduce((sum, message) => sum + message.content.length, 0);
}
