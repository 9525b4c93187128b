// The miner's side: envelope → text engine → OpenAI-shaped answer or chunks, and a signed receipt. Bounded in tokens, in
// answers at a time and in waiting ones; what is beyond is refused with 503 so that the gateway goes elsewhere.
import { createHash } from "node:crypto";
import {
  AxonError,
  type MinerReceipt,
  signMinerReceipt,
  type Task,
  type TaskAnswer,
  type TaskContext,
} from "@plexus/client/axon";
import type { KeyPair } from "@plexus/core/crypto";
import type { TextEngine } from "@plexus/ml/engine";
import { answerTask, type Work } from "./answerTask.js";

export interface TextMinerOptions {
  key: KeyPair;
  netuid: number;
  /** Asked for every task: the engine may be swapped while the miner runs. */
  engine: () => TextEngine;
  /** What stands in the receipts: the model as committed on chain, whatever the engine is. */
  committed: { model: string; sha256: string };
  /** Answers at a time. */
  slots: number;
  /** Tasks that may wait for a slot. */
  maxWaiting?: number;
  /** Divides log-probabilities of candidates into a calibrated belief; 5–16 for whole phrases. */
  candidateTemperature?: () => number;
  /** Told why the engine failed; the caller only learns that it did. */
  onError?: (error: unknown) => void;
  nowMs?: () => number;
}

/** Since the start. */
export interface MinerCounts {
  requests: number;
  answered: number;
  /** Busy, or a request that is not served. */
  refused: number;
  /** Callers that went away before the answer was whole. */
  aborted: number;
  failed: number;
  open: number;
  tokensOut: number;
  lastRequestMs: number | undefined;
}

export interface TextMiner {
  handle(task: Task, context: TaskContext): Promise<TaskAnswer>;
  counts(): MinerCounts;
}

const DEFAULT_WAITING = 8;
const DEFAULT_TEMPERATURE = 8;

export function createTextMiner(options: TextMinerOptions): TextMiner {
  const { key, committed, nowMs = Date.now } = options;
  const limit = options.slots + (options.maxWaiting ?? DEFAULT_WAITING);
  const enter = createGate(options.slots);
  const counts = newCounts();

  const modelOf = (task: Task) => (typeof task.request["model"] === "string" ? task.request["model"] : committed.model);
  const work = (task: Task, context: TaskContext) =>
    answerTask(
      {
        engine: options.engine(),
        netuid: options.netuid,
        model: modelOf(task),
        nowMs: nowMs(),
        candidateTemperature: options.candidateTemperature?.() ?? DEFAULT_TEMPERATURE,
      },
      task,
      context,
    );

  async function handle(task: Task, context: TaskContext): Promise<TaskAnswer> {
    counts.requests += 1;
    counts.lastRequestMs = nowMs();
    if (counts.open >= limit) {
      counts.refused += 1;
      throw new AxonError(503, "Busy", `all ${options.slots} slots and the queue are full`);
    }
    counts.open += 1;
    try {
      const done = await enter(context.signal, () => work(task, context));
      counts.answered += 1;
      counts.tokensOut += done.tokensOut;
      const named = { model: modelOf(task), sha256: committed.sha256 };
      return { result: done.result, receipt: receiptFor(key, named, task, context, done, nowMs()) };
    } catch (error) {
      if (context.signal.aborted) counts.aborted += 1;
      else if (error instanceof AxonError && error.status < 500) counts.refused += 1;
      else {
        counts.failed += 1;
        options.onError?.(error);
      }
      throw error;
    } finally {
      counts.open -= 1;
    }
  }

  return { handle, counts: () => ({ ...counts }) };
}

const newCounts = (): MinerCounts => ({
  requests: 0,
  answered: 0,
  refused: 0,
  aborted: 0,
  failed: 0,
  open: 0,
  tokensOut: 0,
  lastRequestMs: undefined,
});

function receiptFor(
  key: KeyPair,
  named: { model: string; sha256: string },
  task: Task,
  context: TaskContext,
  work: Work,
  finishedAtMs: number,
): MinerReceipt {
  return signMinerReceipt(key, {
    version: 1,
    id: task.id,
    netuid: task.netuid,
    model: named.model,
    model_sha256: named.sha256,
    request_sha256: context.requestSha256,
    response_sha256: createHash("sha256").update(work.hashed).digest("hex"),
    tokens_in: work.tokensIn,
    tokens_out: work.tokensOut,
    finished_at_ms: finishedAtMs,
    miner: key.address,
    gateway: context.caller,
  });
}

/** Runs at most `slots` at a time, first come first served; a place is handed over, never freed while somebody waits. */
function createGate(slots: number) {
  let open = 0;
  const waiting: (() => void)[] = [];
  return async <T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> => {
    if (open >= slots) await new Promise<void>((resolve) => waiting.push(resolve));
    else open += 1;
    try {
      signal.throwIfAborted();
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) open -= 1;
      else next();
    }
  };
}
