// Hashes of the extrinsics of the last blocks: one that comes by gossip after its block was taken out of the pool is not
// new, whatever its nonce says (cometbft.md §4, "Trap found").

import type { Hex } from "@plexus/core/scale";

export class RecentHashes {
  readonly #maximum: number;
  readonly #hashes = new Set<Hex>();

  constructor(maximum: number) {
    this.#maximum = maximum;
  }

  add(hash: Hex): void {
    this.#hashes.delete(hash);
    this.#hashes.add(hash);
    if (this.#hashes.size > this.#maximum) this.#hashes.delete(this.#hashes.values().next().value as Hex);
  }

  has(hash: Hex): boolean {
    return this.#hashes.has(hash);
  }
}
