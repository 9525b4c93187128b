// The order in which ready extrinsics go into a block: by priority, but never before what they require.

import type { Hex } from "@plexus/core/scale";
import { comesBefore, type PoolEntry } from "./entry.js";

/** Lazy: a block that fills up early does not pay for sorting the rest. */
export function* readyOrder(entries: Iterable<PoolEntry>): Generator<PoolEntry> {
  const waiting = new Map<Hex, PoolEntry[]>();
  const missing = new Map<PoolEntry, number>();
  const heap: PoolEntry[] = [];
  for (const entry of entries) {
    if (entry.requires.size === 0) {
      push(heap, entry);
      continue;
    }
    missing.set(entry, entry.requires.size);
    for (const tag of entry.requires) {
      const list = waiting.get(tag);
      if (list) list.push(entry);
      else waiting.set(tag, [entry]);
    }
  }
  for (let entry = pop(heap); entry; entry = pop(heap)) {
    yield entry;
    for (const tag of entry.provides) {
      for (const dependent of waiting.get(tag) ?? []) {
        const left = (missing.get(dependent) as number) - 1;
        missing.set(dependent, left);
        if (left === 0) push(heap, dependent);
      }
      waiting.delete(tag);
    }
  }
}

function push(heap: PoolEntry[], entry: PoolEntry): void {
  let at = heap.length;
  heap.push(entry);
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!comesBefore(entry, heap[parent] as PoolEntry)) break;
    heap[at] = heap[parent] as PoolEntry;
    at = parent;
  }
  heap[at] = entry;
}

function pop(heap: PoolEntry[]): PoolEntry | undefined {
  const top = heap[0];
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return top;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && comesBefore(heap[child + 1] as PoolEntry, heap[child] as PoolEntry)) child++;
    if (!comesBefore(heap[child] as PoolEntry, last)) break;
    heap[at] = heap[child] as PoolEntry;
    at = child;
  }
  heap[at] = last;
  return top;
}
