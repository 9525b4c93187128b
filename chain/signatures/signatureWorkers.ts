// Signature checks off the thread that makes blocks, many at a time. Checks that come within a moment share a message, which
// costs each of the two threads about as much as a check; a thread that dies is replaced, and what it held is checked again.

import { Worker } from "node:worker_threads";
import { workerEntry } from "../snapshots/workerEntry.js";
import { packChecks, type SignatureCheck } from "./signatureBatch.js";

export interface SignatureWorkersOptions {
  /** 1 or more. */
  readonly threads: number;
  /** How long the first check of a batch waits for others, ms. */
  readonly gatherMs: number;
  /** The same while many come: after a batch of at least `BUSY_BATCH`. */
  readonly busyGatherMs: number;
  /** A batch is sent at this size at the latest. */
  readonly batch: number;
}

/** One thread does 3,000 sr25519 or ed25519 checks a second: more than a node executes. */
export const DEFAULT_SIGNATURE_WORKERS: SignatureWorkersOptions = {
  threads: 1,
  gatherMs: 4,
  busyGatherMs: 40,
  batch: 128,
};

/** Who sends one after another, each when the last is answered, never fills such a batch and is not kept waiting. */
const BUSY_BATCH = 6;

interface Waiting {
  readonly check: SignatureCheck;
  readonly resolve: (holds: boolean) => void;
  readonly reject: (error: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  /** Sent and not answered, oldest first. */
  readonly sent: Waiting[][];
}

/** A thread that fails as soon as it starts is not started for ever. */
const MOST_RESTARTS = 16;

export class SignatureWorkers {
  readonly #options: SignatureWorkersOptions;
  readonly #threads: Thread[] = [];
  #gathered: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;
  #isBusy = false;
  #cpuNs = 0;
  #checked = 0;
  #restarts = 0;
  #isClosed = false;

  constructor(options: SignatureWorkersOptions = DEFAULT_SIGNATURE_WORKERS) {
    this.#options = options;
    for (let count = 0; count < options.threads; count++) this.#threads.push(this.#open());
  }

  /** CPU time of the threads, but for the batch in hand, seconds. */
  get cpuSeconds(): number {
    return this.#cpuNs / 1e9;
  }
  get checked(): number {
    return this.#checked;
  }

  /** Whether the signature holds. Rejects only where no thread can be had. */
  verify(check: SignatureCheck): Promise<boolean> {
    if (this.#isClosed) return Promise.reject(new Error("the signature checks are closed"));
    return new Promise((resolve, reject) => {
      this.#gathered.push({ check, resolve, reject });
      if (this.#gathered.length >= this.#options.batch) this.#send();
      else this.#timer ??= setTimeout(() => this.#send(), this.#patienceMs);
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    const closed = new Error("the node stops");
    for (const each of this.#gathered.splice(0)) each.reject(closed);
    for (const { sent } of this.#threads) for (const each of sent.splice(0).flat()) each.reject(closed);
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
  }

  get #patienceMs(): number {
    return this.#isBusy ? this.#options.busyGatherMs : this.#options.gatherMs;
  }

  #send(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const batch = this.#gathered;
    if (batch.length === 0) return;
    this.#gathered = [];
    this.#isBusy = batch.length >= BUSY_BATCH;
    const thread = this.#threads.reduce((least, each) => (each.sent.length < least.sent.length ? each : least));
    this.#give(thread, batch);
  }

  #give(thread: Thread, batch: Waiting[]): void {
    thread.sent.push(batch);
    const packed = packChecks(batch.map(({ check }) => check));
    thread.worker.postMessage(packed, [packed.buffer]);
  }

  #open(): Thread {
    const { url, execArgv } = workerEntry("../signatures/", "signatureWorker");
    const worker = new Worker(url, { execArgv });
    worker.unref();
    const thread: Thread = { worker, sent: [] };
    worker.on("message", ({ answers, cpuNs }: { answers: Uint8Array; cpuNs: number }) => {
      this.#cpuNs += cpuNs;
      this.#checked += answers.length;
      for (const [index, { resolve }] of (thread.sent.shift() ?? []).entries()) resolve(answers[index] === 1);
    });
    worker.on("error", (error: unknown) =>
      this.#replace(thread, error instanceof Error ? error : new Error(String(error))),
    );
    return thread;
  }

  #replace(thread: Thread, error: Error): void {
    const at = this.#threads.indexOf(thread);
    if (this.#isClosed || at < 0) return;
    const lost = thread.sent.splice(0);
    if (++this.#restarts > MOST_RESTARTS) {
      for (const { reject } of lost.flat()) reject(error);
      return;
    }
    const next = this.#open();
    this.#threads[at] = next;
    for (const batch of lost) this.#give(next, batch);
  }
}
