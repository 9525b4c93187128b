// What a local back end must offer so that generateText and scoreText can do the rest: tokens in, one sampled token out.

import type { Prompt } from "./contract.js";

export interface Sampling {
  readonly temperature: number;
  readonly topP: number;
  /** Of this one step. */
  readonly seed: number;
  /** How many alternatives to report; 0 leaves log p out as well. */
  readonly top: number;
}

export interface TokenLogprob {
  readonly id: number;
  readonly logprob: number;
}

export interface Sample {
  readonly id: number;
  readonly logprob?: number;
  readonly top?: readonly TokenLogprob[];
}

export interface TokenDecoder {
  readonly contextTokens: number;
  encode(text: string): number[];
  encodePrompt(prompt: Prompt): number[];
  /** Text of `ids` when they follow `before`; ends in U+FFFD while a character is incomplete. */
  text(ids: readonly number[], before: readonly number[]): string;
  isEnd(id: number): boolean;
  /** Reads a whole sequence (reusing what it still holds of its beginning) and samples the next token. */
  read(tokens: readonly number[], sampling: Sampling): Promise<Sample>;
  /** Appends one token and samples the next. */
  follow(token: number, sampling: Sampling): Promise<Sample>;
  /** Σ log p (nat) of each continuation after the same prefix. */
  score(
    prefix: readonly number[],
    continuations: readonly (readonly number[])[],
    signal: AbortSignal,
  ): Promise<number[]>;
  close(): Promise<void>;
}
