// OpenAI's answer bodies as the miner builds them (CONTRACTS "Task envelope").
import type { Finish, GeneratedToken } from "@plexus/ml/engine";

export type Kind = "chat" | "completion";

export interface Head {
  id: string;
  model: string;
  /** Seconds since 1970. */
  created: number;
}

export interface Generated {
  tokens: readonly GeneratedToken[];
  text: string;
  finish: Finish;
}

const atMostZero = (logprob: number) => Math.min(0, logprob);

/** One chunk of a stream; the last one carries the reason. */
export function chunkOf(
  kind: Kind,
  head: Head,
  text: string,
  reason: Finish["reason"] | null,
): Record<string, unknown> {
  const choice =
    kind === "chat"
      ? { index: 0, delta: reason === null ? { content: text } : {}, finish_reason: reason }
      : { index: 0, text: reason === null ? text : "", finish_reason: reason };
  return {
    id: head.id,
    object: kind === "chat" ? "chat.completion.chunk" : "text_completion",
    created: head.created,
    model: head.model,
    choices: [choice],
  };
}

export function chatChoices(generated: Generated, withLogprobs: boolean): unknown[] {
  const content = generated.tokens.map((token) => ({
    token: token.text,
    logprob: atMostZero(token.logprob ?? 0),
    bytes: [...Buffer.from(token.text)],
    top_logprobs: (token.top ?? []).map((other) => ({
      token: other.token,
      logprob: atMostZero(other.logprob),
      bytes: [...Buffer.from(other.token)],
    })),
  }));
  return [
    {
      index: 0,
      message: { role: "assistant", content: generated.text },
      logprobs: withLogprobs ? { content } : null,
      finish_reason: generated.finish.reason,
    },
  ];
}

export function completionChoices(generated: Generated, withLogprobs: boolean): unknown[] {
  let offset = 0;
  const offsets = generated.tokens.map((token) => {
    offset += token.text.length;
    return offset - token.text.length;
  });
  const logprobs = {
    tokens: generated.tokens.map((token) => token.text),
    token_logprobs: generated.tokens.map((token) => atMostZero(token.logprob ?? 0)),
    top_logprobs: generated.tokens.map((token) => topRecord(token.top ?? [])),
    text_offset: offsets,
  };
  return [
    {
      index: 0,
      text: generated.text,
      logprobs: withLogprobs ? logprobs : null,
      finish_reason: generated.finish.reason,
    },
  ];
}

/** Two tokens may read alike (half characters do): the likelier one stands for both. */
function topRecord(top: readonly { token: string; logprob: number }[]): Record<string, number> {
  const record: Record<string, number> = {};
  for (const { token, logprob } of top)
    record[token] = Math.max(record[token] ?? Number.NEGATIVE_INFINITY, atMostZero(logprob));
  return record;
}

/**
 * `probability` is the miner's calibrated belief that this candidate is the true one: log-probabilities of whole phrases,
 * taken as logits, are far too sure of themselves (text-market.md §2, "Overconfidence").
 */
export function candidateChoices(
  candidates: readonly string[],
  logprobs: readonly number[],
  temperature: number,
): unknown[] {
  const largest = Math.max(...logprobs);
  const powers = logprobs.map((logprob) => Math.exp((logprob - largest) / temperature));
  const total = powers.reduce((sum, power) => sum + power, 0);
  const rows = candidates.map((text, at) => ({
    text,
    logprob: atMostZero(logprobs[at] as number),
    probability: (powers[at] as number) / total,
  }));
  return [{ index: 0, text: "", logprobs: null, candidates: rows, finish_reason: "stop" }];
}
