// The waiting extrinsics under every handle by which they are looked up, and the sorting into ready and future. Adding
// costs what it touches; only removals sort anew.

import type { Hex } from "@plexus/core/scale";
import { comesBefore, type PoolEntry } from "./entry.js";
import { readyOrder } from "./readyOrder.js";

export interface QueueTotal {
  count: number;
  bytes: number;
}

export class EntryIndex {
  readonly #byHash = new Map<Hex, PoolEntry>();
  readonly #bySender = new Map<Hex, Set<PoolEntry>>();
  /** Who gives a tag: at most one. */
  readonly #providers = new Map<Hex, PoolEntry>();
  readonly #requirers = new Map<Hex, Set<PoolEntry>>();
  readonly #totals = { ready: { count: 0, bytes: 0 }, future: { count: 0, bytes: 0 } };
  readonly #onMove: (entry: PoolEntry) => void;

  /** `onMove` hears of each entry that changes its queue after it was added. */
  constructor(onMove: (entry: PoolEntry) => void) {
    this.#onMove = onMove;
  }

  get(hash: Hex): PoolEntry | undefined {
    return this.#byHash.get(hash);
  }
  all(): PoolEntry[] {
    return [...this.#byHash.values()];
  }
  ofSender(sender: Hex): ReadonlySet<PoolEntry> {
    return this.#bySender.get(sender) ?? new Set();
  }
  provider(tag: Hex): PoolEntry | undefined {
    return this.#providers.get(tag);
  }
  total(queue: PoolEntry["queue"]): Readonly<QueueTotal> {
    return this.#totals[queue];
  }

  /** The entry that a full queue gives up first. */
  worst(queue: PoolEntry["queue"]): PoolEntry | undefined {
    let worst: PoolEntry | undefined;
    for (const entry of this.#byHash.values()) {
      if (entry.queue === queue && (!worst || comesBefore(worst, entry))) worst = entry;
    }
    return worst;
  }

  /** Adds, decides its queue, and lifts those that waited for it. */
  add(entry: PoolEntry): void {
    this.#byHash.set(entry.hash, entry);
    if (entry.sender) put(this.#bySender, entry.sender, entry);
    for (const tag of entry.provides) this.#providers.set(tag, entry);
    for (const tag of entry.requires) put(this.#requirers, tag, entry);
    entry.queue = this.#isSatisfied(entry) ? "ready" : "future";
    this.#count(entry, 1);
    if (entry.queue === "ready") this.#liftFollowers(entry);
  }

  /** Removes; whoever needed it is sorted by the next `sort`. */
  remove(entry: PoolEntry): void {
    this.#byHash.delete(entry.hash);
    if (entry.sender) take(this.#bySender, entry.sender, entry);
    for (const tag of entry.provides) if (this.#providers.get(tag) === entry) this.#providers.delete(tag);
    for (const tag of entry.requires) take(this.#requirers, tag, entry);
    this.#count(entry, -1);
  }

  /** State now gives `tag`: nobody waits for it any more. Takes effect with the next `sort`. */
  satisfy(tag: Hex): void {
    for (const entry of this.#requirers.get(tag) ?? []) entry.requires.delete(tag);
    this.#requirers.delete(tag);
  }

  setRequires(entry: PoolEntry, requires: Set<Hex>): void {
    for (const tag of entry.requires) take(this.#requirers, tag, entry);
    entry.requires = requires;
    for (const tag of requires) put(this.#requirers, tag, entry);
  }

  /** Ready is the largest set whose requirements it meets itself. */
  sort(): void {
    const ready = new Set(readyOrder(this.#byHash.values()));
    for (const entry of this.#byHash.values()) this.#move(entry, ready.has(entry) ? "ready" : "future");
  }

  #isSatisfied(entry: PoolEntry): boolean {
    for (const tag of entry.requires) if (this.#providers.get(tag)?.queue !== "ready") return false;
    return true;
  }

  #liftFollowers(first: PoolEntry): void {
    const lifted = [first];
    for (let entry = lifted.pop(); entry; entry = lifted.pop()) {
      for (const tag of entry.provides) {
        for (const follower of this.#requirers.get(tag) ?? []) {
          if (follower.queue === "ready" || !this.#isSatisfied(follower)) continue;
          this.#move(follower, "ready");
          lifted.push(follower);
        }
      }
    }
  }

  #move(entry: PoolEntry, queue: PoolEntry["queue"]): void {
    if (entry.queue === queue) return;
    this.#count(entry, -1);
    entry.queue = queue;
    this.#count(entry, 1);
    this.#onMove(entry);
  }

  #count(entry: PoolEntry, sign: 1 | -1): void {
    const total = this.#totals[entry.queue];
    total.count += sign;
    total.bytes += sign * entry.bytes.length;
  }
}

function put(map: Map<Hex, Set<PoolEntry>>, key: Hex, entry: PoolEntry): void {
  const set = map.get(key);
  if (set) set.add(entry);
  else map.set(key, new Set([entry]));
}

function take(map: Map<Hex, Set<PoolEntry>>, key: Hex, entry: PoolEntry): void {
  const set = map.get(key);
  if (set?.delete(entry) && set.size === 0) map.delete(key);
}
