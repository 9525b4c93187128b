// Fidelity (text-market.md §4): could the committed weights have given this greedy answer? The verifier decodes along the
// answer and counts tokens that lie more than 0.3 nat below its own best: honest engines gave 0 of 841 in all settings.
import type { TextEngine } from "@plexus/ml/engine";
import type { ChatMessage } from "./challenges/task.js";

export interface AuditResult {
  verdict: "passed" | "failed" | "short";
  checkedTokens: number;
  /** Tokens that the weights would hardly have chosen. */
  farTokens: number;
}

export const AUDIT_TOKENS = 24;
const MIN_TOKENS = 8;
const MAX_GAP_NATS = 0.3;
/** Two, not one: a boundary case of the engine must not cost a miner twenty epochs. */
const FAILING_TOKENS = 2;
const MAX_RESTARTS = 4;

/** Throws what the engine throws; the caller then has no verdict. */
export async function auditGreedy(
  engine: TextEngine,
  messages: readonly ChatMessage[],
  answer: string,
  signal: AbortSignal,
): Promise<AuditResult> {
  let agreed = "";
  let checkedTokens = 0;
  let farTokens = 0;
  for (
    let restart = 0;
    restart <= MAX_RESTARTS && checkedTokens < AUDIT_TOKENS && agreed.length < answer.length;
    restart++
  ) {
    const step = await follow(engine, messages, agreed, answer, AUDIT_TOKENS - checkedTokens, signal);
    checkedTokens += step.tokens;
    agreed = step.agreed;
    if (step.end === "same") break;
    if (step.end === "far") farTokens += 1;
    if (farTokens >= FAILING_TOKENS || step.end === "lost") break;
  }
  if (farTokens >= FAILING_TOKENS) return { verdict: "failed", checkedTokens, farTokens };
  return { verdict: checkedTokens < MIN_TOKENS ? "short" : "passed", checkedTokens, farTokens };
}

interface Step {
  agreed: string;
  tokens: number;
  /** near: another token, almost as likely; far: one the weights would not choose; lost: no known token fits. */
  end: "same" | "near" | "far" | "lost";
}

/** Greedy decoding from `agreed` on, until it leaves the answer. */
async function follow(
  engine: TextEngine,
  messages: readonly ChatMessage[],
  agreed: string,
  answer: string,
  limit: number,
  signal: AbortSignal,
): Promise<Step> {
  const prompt = {
    kind: "chat" as const,
    messages: agreed === "" ? messages : [...messages, { role: "assistant" as const, content: agreed }],
  };
  const stream = engine.generate({ prompt, maxTokens: limit, temperature: 0, topP: 1, stop: [], logprobs: 20 }, signal);
  let text = agreed;
  let tokens = 0;
  try {
    for (let next = await stream.next(); next.done !== true; next = await stream.next()) {
      const token = next.value;
      tokens += 1;
      if (answer.startsWith(text + token.text)) {
        text += token.text;
        continue;
      }
      const best = token.logprob ?? 0;
      const taken = (token.top ?? [])
        .filter((other) => other.token !== "" && answer.startsWith(text + other.token))
        .sort((a, b) => b.token.length - a.token.length)[0];
      if (taken === undefined) return { agreed: pastWord(answer, text.length), tokens, end: "far" };
      return { agreed: text + taken.token, tokens, end: best - taken.logprob > MAX_GAP_NATS ? "far" : "near" };
    }
    // The weights would have ended here although the answer goes on, or the limit is reached.
    return { agreed: text, tokens, end: text.length < answer.length && tokens < limit ? "lost" : "same" };
  } finally {
    await stream.return({ reason: "stop", tokensIn: 0, tokensOut: 0 });
  }
}

function pastWord(answer: string, from: number): string {
  const space = answer.indexOf(" ", from + 1);
  return space < 0 ? answer : answer.slice(0, space);
}
