// Group commit: writes of the same two milliseconds share one transaction and one fsync (spec: issue §6). A promise
// resolves only when its write is on disk, so nothing is told to anybody before it is true after a crash.
import type { Db } from "./openLedger.js";

export interface CommitQueue {
  /** Runs `work` in a transaction; it may run twice, the first time undone. A throw undoes this work alone and rejects. */
  run<T>(work: () => T): Promise<T>;
  /** Resolves when nothing waits. */
  drain(): Promise<void>;
}

/** An fsync costs about 0.2 ms of CPU and 1 to 4 ms of waiting; an answer takes a model hundreds. */
const gatherMs = 2;

interface Waiting {
  readonly work: () => unknown;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

type Outcome = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: unknown };

/** All or nothing. */
function transact(db: Db, works: readonly (() => unknown)[]): unknown[] {
  db.exec("BEGIN IMMEDIATE");
  try {
    const values = works.map((work) => work());
    db.exec("COMMIT");
    return values;
  } catch (error) {
    if (db.inTransaction) db.exec("ROLLBACK");
    throw error;
  }
}

function attempt(db: Db, work: () => unknown): Outcome {
  try {
    return { ok: true, value: transact(db, [work])[0] };
  } catch (error) {
    return { ok: false, error };
  }
}

/** Together, and where one of them throws each by itself: a throw is rare, a savepoint for each would cost every time. */
function commitGroup(db: Db, works: readonly (() => unknown)[]): Outcome[] {
  if (works.length > 1) {
    try {
      return transact(db, works).map((value): Outcome => ({ ok: true, value }));
    } catch {
      // Told apart below.
    }
  }
  return works.map((work) => attempt(db, work));
}

export function createCommitQueue(db: Db): CommitQueue {
  let waiting: Waiting[] = [];
  let drained: (() => void)[] = [];

  function commitAll(): void {
    const group = waiting;
    waiting = [];
    const outcomes = commitGroup(
      db,
      group.map(({ work }) => work),
    );
    group.forEach((each, index) => {
      const outcome = outcomes[index] as Outcome;
      if (outcome.ok) each.resolve(outcome.value);
      else each.reject(outcome.error);
    });
    if (waiting.length > 0) return;
    for (const resolve of drained) resolve();
    drained = [];
  }

  return {
    run<T>(work: () => T): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        waiting.push({ work, resolve: resolve as (value: unknown) => void, reject });
        if (waiting.length === 1) setTimeout(commitAll, gatherMs);
      });
    },
    drain: () => (waiting.length === 0 ? Promise.resolve() : new Promise((resolve) => drained.push(resolve))),
  };
}
