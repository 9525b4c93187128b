// Group commit: all writes of one turn of the event loop share one transaction and one fsync (spec: issue §6). A promise
// resolves only when its write is on disk, so nothing is told to anybody before it is true after a crash.
import type { Db } from "./openLedger.js";

export interface CommitQueue {
  /** Runs `work` inside the next transaction. A throw undoes this work alone and rejects. */
  run<T>(work: () => T): Promise<T>;
  /** Resolves when nothing waits. */
  drain(): Promise<void>;
}

interface Waiting {
  readonly work: () => unknown;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

type Outcome = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: unknown };

function attempt(db: Db, work: () => unknown): Outcome {
  db.exec("SAVEPOINT one");
  try {
    const value = work();
    db.exec("RELEASE one");
    return { ok: true, value };
  } catch (error) {
    db.exec("ROLLBACK TO one; RELEASE one");
    return { ok: false, error };
  }
}

export function createCommitQueue(db: Db): CommitQueue {
  let waiting: Waiting[] = [];
  let drained: (() => void)[] = [];

  function commitAll(): void {
    const batch = waiting;
    waiting = [];
    let outcomes: Outcome[];
    try {
      db.exec("BEGIN IMMEDIATE");
      outcomes = batch.map(({ work }) => attempt(db, work));
      db.exec("COMMIT");
    } catch (error) {
      if (db.inTransaction) db.exec("ROLLBACK");
      outcomes = batch.map(() => ({ ok: false, error }));
    }
    batch.forEach((each, index) => {
      const outcome = outcomes[index] as Outcome;
      if (outcome.ok) each.resolve(outcome.value);
      else each.reject(outcome.error);
    });
    if (waiting.length === 0) {
      for (const resolve of drained) resolve();
      drained = [];
    }
  }

  return {
    run<T>(work: () => T): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        waiting.push({ work, resolve: resolve as (value: unknown) => void, reject });
        if (waiting.length === 1) setImmediate(commitAll);
      });
    },
    drain: () => (waiting.length === 0 ? Promise.resolve() : new Promise((resolve) => drained.push(resolve))),
  };
}
