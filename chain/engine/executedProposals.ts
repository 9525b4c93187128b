// Results of proposals on the best block, by content: between proposing or voting and finalising, an engine hands the same
// block over two or three times, each time as other bytes in memory (engine.md §2.4).

import type { Hashing } from "@plexus/core/crypto";
import type { BlockResult } from "@plexus/core/runtime";
import { type Hex, toHex } from "@plexus/core/scale";
import type { Proposal } from "./application.js";

/** A height may see some rounds; the oldest goes first. */
const KEPT = 3;

export class ExecutedProposals {
  readonly #hashing: Hashing;
  readonly #hashOf: (extrinsic: Uint8Array) => Hex;
  readonly #results = new Map<Hex, BlockResult>();
  /** The key of a proposal object that was seen: hashing a full block once is enough. */
  #keys = new WeakMap<Proposal, Hex>();

  constructor(hashing: Hashing, hashOf: (extrinsic: Uint8Array) => Hex) {
    this.#hashing = hashing;
    this.#hashOf = hashOf;
  }

  get(proposal: Proposal): BlockResult | undefined {
    return this.#results.get(this.#keyOf(proposal));
  }

  keep(proposal: Proposal, result: BlockResult): void {
    this.#results.set(this.#keyOf(proposal), result);
    if (this.#results.size > KEPT) this.#results.delete(this.#results.keys().next().value as Hex);
  }

  clear(): void {
    this.#results.clear();
  }

  #keyOf(proposal: Proposal): Hex {
    let key = this.#keys.get(proposal);
    if (!key) {
      const digest = proposal.digest.map(toHex);
      const content = [proposal.parent.hash, ...digest, "", ...proposal.extrinsics.map(this.#hashOf)].join();
      key = toHex(this.#hashing.blake2b256(Buffer.from(content)));
      this.#keys.set(proposal, key);
    }
    return key;
  }
}
