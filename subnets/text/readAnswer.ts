// Reads miners' answers at the validator: known shapes only, finite and bounded numbers only; anything else is malformed
// (text-market.md §2: "finite, ≤ 0, sum ≤ 1 + 1e-3").
import { z } from "zod";
import { softmax } from "./challenges/items/continuation.js";
import type { ReportedToken } from "./challenges/items/nextToken.js";

const chatResult = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string().nullable() }) })).min(1),
});
const reportResult = z.object({
  choices: z
    .array(
      z.object({ logprobs: z.object({ top_logprobs: z.array(z.record(z.string(), z.number()).nullable()).min(1) }) }),
    )
    .min(1),
});
const candidate = z.object({
  text: z.string(),
  logprob: z.number().max(1e-6),
  probability: z.number().min(0).max(1).nullish(),
});
const candidatesResult = z.object({ choices: z.array(z.object({ candidates: z.array(candidate).max(16) })).min(1) });

const MAX_SUM = 1.001;

export function readText(result: unknown): string | undefined {
  const parsed = chatResult.safeParse(result);
  return parsed.success ? (parsed.data.choices[0]?.message.content ?? "") : undefined;
}

export function readReport(result: unknown): ReportedToken[] | undefined {
  const parsed = reportResult.safeParse(result);
  const top = parsed.success ? parsed.data.choices[0]?.logprobs.top_logprobs[0] : undefined;
  if (top === undefined || top === null) return undefined;
  return Object.entries(top).map(([token, logprob]) => ({
    token,
    logprob: Math.min(logprob, logprob <= 1e-6 ? 0 : logprob),
  }));
}

/** The miner's own probabilities where it gives them for all candidates, else the softmax over its log-probabilities. */
export function readCandidates(result: unknown, asked: readonly string[]): number[] | undefined {
  const parsed = candidatesResult.safeParse(result);
  const rows = parsed.success ? (parsed.data.choices[0]?.candidates ?? []) : [];
  if (rows.length !== asked.length || rows.some((row, at) => row.text !== asked[at] || !Number.isFinite(row.logprob)))
    return undefined;
  const own = rows.map((row) => row.probability ?? undefined);
  if (own.every((probability) => probability !== undefined)) {
    return own.reduce((sum, probability) => sum + probability, 0) <= MAX_SUM ? own : undefined;
  }
  return softmax(rows.map((row) => row.logprob));
}
