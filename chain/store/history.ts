// State at old heights. Each change of a key at block N leaves what the key held before: history[key, N] = old value.
// The value at height H is the oldest such entry above H, or else the current one, so one seek answers; and nothing
// that is current pays for being historic.

import type { StateReader } from "@plexus/core/runtime";
import { compareBytes } from "@plexus/core/scale";
import type { Database } from "lmdb";
import { afterPrefix, escaped, historyKey, splitHistoryKey, startsWith, terminated } from "./keys.js";

export type ByteDatabase = Database<Buffer, Uint8Array>;

const ABSENT = Buffer.of(0);

/** An entry's bytes: 0 for "was absent", or 1 and the value. */
export function previousValue(value: Uint8Array | undefined): Buffer {
  return value === undefined ? ABSENT : Buffer.concat([Buffer.of(1), value]);
}

/** What an entry says that a key held. */
export function readPrevious(entry: Buffer): Uint8Array | undefined {
  return entry[0] === 0 ? undefined : entry.subarray(1);
}

/** What a key held before the first change after `height`; undefined if it has not changed since. */
function firstChangeAfter(
  history: ByteDatabase,
  key: Uint8Array,
  height: number,
): { previous: Uint8Array | undefined } | undefined {
  const start = historyKey(key, height + 1);
  const end = historyKey(key, 0xffff_ffff);
  for (const { value } of history.getRange({ start, end, limit: 1 })) return { previous: readPrevious(value) };
  return undefined;
}

export function currentState(state: ByteDatabase): StateReader {
  return {
    get: (key) => (key.length === 0 ? undefined : state.get(key)),
    *iterate(prefix, startAfter) {
      const skip = startAfter !== undefined && compareBytes(startAfter, prefix) >= 0 ? startAfter : undefined;
      const start = skip ?? (prefix.length > 0 ? prefix : undefined);
      const end = afterPrefix(prefix);
      const range = { ...(start && { start }), ...(end && { end }), ...(skip && { exclusiveStart: true }) };
      for (const { key, value } of state.getRange(range)) yield [key, value] as const;
    },
  };
}

export function stateAt(state: ByteDatabase, history: ByteDatabase, height: number): StateReader {
  const current = currentState(state);
  return {
    get(key) {
      const change = firstChangeAfter(history, key, height);
      return change ? change.previous : current.get(key);
    },
    *iterate(prefix, startAfter) {
      yield* merge(
        current.iterate(prefix, startAfter)[Symbol.iterator](),
        changedSince(history, height, prefix, startAfter)[Symbol.iterator](),
      );
    },
  };
}

export type Changed = readonly [key: Uint8Array, previous: Uint8Array | undefined];

/** Keys under `prefix` that changed after `height`, in byte order, each with what it held at `height`. One seek for
 *  each distinct key, however often it changed. */
export function* changedSince(
  history: ByteDatabase,
  height: number,
  prefix: Uint8Array = new Uint8Array(),
  startAfter?: Uint8Array,
): Generator<Changed> {
  const skip = startAfter !== undefined && compareBytes(startAfter, prefix) >= 0;
  let start: Uint8Array | undefined = skip ? historyKey(startAfter, 0xffff_ffff) : escaped(prefix);
  while (start) {
    const next: Buffer | undefined = firstKey(history, start);
    if (!next) return;
    const { key, height: changedAt } = splitHistoryKey(next);
    if (!startsWith(key, prefix)) return;
    if (changedAt > height) {
      yield [key, readPrevious(history.get(next) as Buffer)];
    } else {
      const change = firstChangeAfter(history, key, height);
      if (change) yield [key, change.previous];
    }
    start = afterPrefix(terminated(key));
  }
}

function firstKey(history: ByteDatabase, start: Uint8Array): Buffer | undefined {
  const range = start.length > 0 ? { start, limit: 1 } : { limit: 1 };
  for (const key of history.getKeys(range)) return key as Buffer;
  return undefined;
}

/** Current entries overruled by what changed since; both in byte order. */
function* merge(
  current: Iterator<readonly [Uint8Array, Uint8Array]>,
  changed: Iterator<Changed>,
): Generator<readonly [Uint8Array, Uint8Array]> {
  let left = current.next();
  let right = changed.next();
  while (!left.done || !right.done) {
    const order = left.done ? 1 : right.done ? -1 : compareBytes(left.value[0], right.value[0]);
    if (order < 0) {
      yield left.value as readonly [Uint8Array, Uint8Array];
      left = current.next();
      continue;
    }
    const [key, previous] = right.value as Changed;
    if (previous !== undefined) yield [key, previous];
    right = changed.next();
    if (order === 0) left = current.next();
  }
}
