// Who wants to hear what becomes of an extrinsic.

import type { Hex } from "@plexus/core/scale";
import { isFinal, type PoolStatus } from "./entry.js";

export type StatusListener = (status: PoolStatus) => void;

export class Watchers {
  readonly #listeners = new Map<Hex, Set<StatusListener>>();

  add(hash: Hex, listener: StatusListener): () => void {
    const set = this.#listeners.get(hash) ?? new Set();
    this.#listeners.set(hash, set.add(listener));
    return () => {
      set.delete(listener);
      if (set.size === 0 && this.#listeners.get(hash) === set) this.#listeners.delete(hash);
    };
  }

  tell(hash: Hex, status: PoolStatus): void {
    const set = this.#listeners.get(hash);
    if (!set) return;
    if (isFinal(status)) this.#listeners.delete(hash);
    for (const listener of set) listener(status);
  }
}
