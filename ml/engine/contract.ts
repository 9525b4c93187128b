// What a text model can do, whoever runs it: the one interface that markets and miners see.
// Spec: /work/brief CONTRACTS "ml/engine"; shared/spec/text-market.md §2, §6.

export interface TextModelInfo {
  readonly name: string;
  /** Of the weights file; sixty-four zeros where the weights are out of reach (a remote back end). */
  readonly sha256: string;
  /** Size of the weights file; 0 where unknown. */
  readonly bytes: number;
  readonly contextTokens: number;
  /** Name and version of the way messages become tokens: part of what a miner commits to. */
  readonly chatTemplate: string;
}

export interface ChatMessage {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

/** A text to go on with, or a chat; a chat whose last message is the assistant's has that turn continued. */
export type Prompt =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "chat"; readonly messages: readonly ChatMessage[] };

export interface GenerateRequest {
  readonly prompt: Prompt;
  readonly maxTokens: number;
  /** 0 takes the likeliest token each time. */
  readonly temperature: number;
  readonly topP: number;
  readonly seed?: number;
  /** Generation ends before the first of these; none of it is given out. */
  readonly stop: readonly string[];
  /** How many alternatives to report per token, 0 to 20. */
  readonly logprobs: number;
}

export interface TokenChoice {
  readonly token: string;
  /** nat, of the model's own distribution before temperature and top-p. */
  readonly logprob: number;
}

export interface GeneratedToken {
  /** May be empty: half a character, or held back while a stop string may be beginning. */
  readonly text: string;
  readonly logprob?: number;
  readonly top?: readonly TokenChoice[];
}

export interface Finish {
  readonly reason: "stop" | "length";
  readonly tokensIn: number;
  readonly tokensOut: number;
}

export interface TextEngine {
  readonly info: TextModelInfo;
  countTokens(text: string): number;
  /** Throws the signal's reason when aborted. */
  generate(request: GenerateRequest, signal: AbortSignal): AsyncGenerator<GeneratedToken, Finish>;
  /** Σ log p (nat) of each candidate after `prefix`. */
  scoreContinuations(
    prefix: string,
    candidates: readonly string[],
    signal: AbortSignal,
  ): Promise<{ logprobs: number[]; tokensIn: number }>;
  close(): Promise<void>;
}

export const maximumLogprobs = 20;
export const unknownSha256 = "0".repeat(64);
