// What a customer or a validator asks, after parsing: one form for chat and completion (spec: issue §6, CONTRACTS "Task
// envelope"). Customers' and validators' questions are built by the same code, so that a miner sees no difference.
import type { CountLimits } from "../counting/acceptCount.js";

export type Kind = "chat" | "completion";

/** The parameters of a request without any of its content: what validators may imitate (GET /v1/shapes). */
export interface RequestShape {
  readonly kind: Kind;
  readonly stream: boolean;
  readonly max_tokens: number;
  readonly temperature: number | null;
  readonly top_p: number | null;
  readonly has_seed: boolean;
  readonly stop_count: number;
  readonly logprobs: number;
  /** Messages, 1 for a completion. */
  readonly turns: number;
  readonly has_system: boolean;
  readonly prompt_bytes: number;
}

export interface Question {
  readonly kind: Kind;
  readonly model: string;
  /** How the customer wants the answer. */
  readonly stream: boolean;
  readonly includeUsage: boolean;
  /** With logprobs or candidates the miner answers in one piece, and its receipt is over `choices`. */
  readonly detailed: boolean;
  /** The OpenAI body that goes to the miner, but for its model. */
  readonly request: Readonly<Record<string, unknown>>;
  readonly limits: CountLimits;
  /** Fields that were accepted and have no effect. */
  readonly ignored: readonly string[];
  readonly shape: RequestShape;
}
