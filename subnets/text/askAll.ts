// Sends one challenge to all miners at about the same time and waits for them, but not for ever: once half have answered, the
// others get four times the median, at least five seconds (text-market.md §3).

import type { Rng } from "../kit/random.js";
import type { Relay, RelayAnswer, RelayRequest } from "../kit/relay.js";
import { pause } from "../kit/schedule.js";
import { MIN_TIMEOUT_MS, TIMEOUT_MEDIANS } from "./constants.js";

export interface Asked {
  answer: RelayAnswer;
  /** Answered, but after the timeout. */
  late: boolean;
}

const LONGEST_MS = 20_000;

export async function askAll(
  relay: Relay,
  miners: readonly string[],
  request: RelayRequest,
  rng: Rng,
  signal: AbortSignal,
  jitterMs: number,
): Promise<Map<string, Asked>> {
  const answers = new Map<string, RelayAnswer>();
  const cut = new AbortController();
  const limited = AbortSignal.any([signal, cut.signal]);
  const startedMs = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const plan = () => {
    if (answers.size * 2 < miners.length || answers.size === miners.length) return;
    clearTimeout(timer);
    const leftMs = timeoutOf(answers) + jitterMs - (performance.now() - startedMs);
    timer = setTimeout(() => cut.abort(), Math.max(0, leftMs));
  };
  await Promise.all(
    rng.sample(miners, miners.length).map(async (miner) => {
      try {
        await pause(rng.unit() * jitterMs, limited);
        answers.set(miner, await relay.ask(miner, request, LONGEST_MS, limited));
      } catch (error) {
        if (signal.aborted || !cut.signal.aborted) throw error;
        answers.set(miner, { outcome: "failed", status: 504, code: "Late", upstreamMs: performance.now() - startedMs });
      }
      plan();
    }),
  ).finally(() => clearTimeout(timer));
  const limitMs = timeoutOf(answers);
  return new Map(
    [...answers].map(([miner, answer]) => [
      miner,
      { answer, late: answer.outcome === "answered" && answer.upstreamMs > limitMs },
    ]),
  );
}

function timeoutOf(answers: ReadonlyMap<string, RelayAnswer>): number {
  const times = [...answers.values()]
    .flatMap((answer) => (answer.outcome === "answered" ? [answer.upstreamMs] : []))
    .sort((a, b) => a - b);
  return Math.max(MIN_TIMEOUT_MS, TIMEOUT_MEDIANS * (times[Math.floor(times.length / 2)] ?? 0));
}
