// One waiting extrinsic.

import type { Hex } from "@plexus/core/scale";

export interface PoolEntry {
  readonly hash: Hex;
  readonly bytes: Uint8Array;
  readonly sender: Hex | undefined;
  /** Order of arrival; ties of priority go to the earlier. */
  readonly arrival: number;
  /** "ready" if everything it requires is in state or provided by a ready one. */
  queue: "ready" | "future";
  priority: bigint;
  /** Tags that state does not give yet. */
  requires: Set<Hex>;
  provides: readonly Hex[];
  /** Last block in which it is valid. */
  validUntil: number;
  /** Block at which it was last found valid. */
  checkedAt: number;
  /** Block at which it came to the pool. */
  arrivedAt: number;
}

/** What subscribers are told, in the words of the wire (substrate-wire.md §1.5). */
export type PoolStatus =
  | "future"
  | "ready"
  | "dropped"
  | "invalid"
  | { inBlock: Hex }
  | { finalized: Hex }
  | { usurped: Hex };

/** Status after which nothing more is told. */
export function isFinal(status: PoolStatus): boolean {
  return status === "dropped" || status === "invalid" || (typeof status === "object" && !("inBlock" in status));
}

/** Higher priority first, then earlier arrival. */
export function comesBefore(a: PoolEntry, b: PoolEntry): boolean {
  return a.priority === b.priority ? a.arrival < b.arrival : a.priority > b.priority;
}
