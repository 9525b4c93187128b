// Whether a miner may get requests: a small state machine over what was observed (spec: architecture.md §3.11, "healthy").
// Pure: time comes in as an argument.

export type Failure =
  /** Refused, reset, unreachable: the process is gone. */
  | "connection"
  /** No first byte in time. */
  | "timeout"
  /** A status or a body that is not an answer. */
  | "answer"
  /** An answer whose receipt does not hold. */
  | "receipt";

export interface Breaker {
  readonly state: "closed" | "open" | "trial";
  readonly failuresInRow: number;
  /** When an open breaker may be probed next. */
  readonly probeAtMs: number;
  /** The wait that led to probeAtMs; it doubles up to a limit while probes fail. */
  readonly waitMs: number;
  /** What opened it. */
  readonly cause?: Failure;
}

export const closedBreaker: Breaker = { state: "closed", failuresInRow: 0, probeAtMs: 0, waitMs: 0 };

/** One lost connection is enough; anything else may happen to an honest miner twice in a row. */
const tolerated: Record<Failure, number> = { connection: 0, timeout: 1, answer: 2, receipt: 2 };
/** A dead process is looked for every half second, a bad one gets time to be mended. */
const firstWaitMs: Record<Failure, number> = { connection: 500, timeout: 2_000, answer: 5_000, receipt: 15_000 };
const longestWaitMs: Record<Failure, number> = { connection: 2_000, timeout: 10_000, answer: 60_000, receipt: 300_000 };

export function afterFailure(breaker: Breaker, failure: Failure, nowMs: number): Breaker {
  const failuresInRow = breaker.failuresInRow + 1;
  if (breaker.state === "closed" && failuresInRow <= tolerated[failure]) return { ...breaker, failuresInRow };
  const doubled = Math.max(firstWaitMs[failure], breaker.waitMs * 2);
  const waitMs = Math.min(longestWaitMs[failure], doubled);
  return { state: "open", failuresInRow, probeAtMs: nowMs + waitMs, waitMs, cause: failure };
}

export function afterSuccess(): Breaker {
  return closedBreaker;
}

/** An open breaker whose probe got through: one request at a time until the first success. */
export function afterProbe(breaker: Breaker, reachable: boolean, nowMs: number): Breaker {
  if (breaker.state !== "open") return breaker;
  if (reachable) return { ...breaker, state: "trial" };
  return afterFailure(breaker, "connection", nowMs);
}
