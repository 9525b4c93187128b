// What of the pool CometBFT carries to the peers (cometbft.md §4): it asks every 50 ms, sends what it gets once to the peers
// of that moment, and each peer forgets what it has seen. So what waits is offered again, ever more rarely, and at once when
// a peer joins; what came from a peer is only passed on if it still waits a moment later, because most networks are so
// closely connected that everybody has it already.

import { randomInt } from "node:crypto";
import type { Origin, Pool, PoolEntry } from "@plexus/chain/pool";
import type { Hex } from "@plexus/core/scale";
import { packParcels } from "./parcel.js";

/** After the n-th offer the next comes so much later, ms; the last value repeats. The second is for what came from a peer. */
const OFFER_AFTER_MS = [0, 500, 5_000, 15_000, 60_000] as const;

export interface RelayOptions {
  readonly now?: () => number;
  /** How long what came from a peer may wait here before it is passed on, ms. */
  readonly passOnMs?: number;
}

interface Offer {
  hash: Hex;
  bytes: Uint8Array;
  dueMs: number;
}

export class Relay {
  readonly #pool: Pool;
  readonly #now: () => number;
  /** By how often they were offered; each in order of its due time. */
  #queues: Offer[][] = OFFER_AFTER_MS.map(() => []);
  readonly #afterMs: readonly number[];
  readonly #stop: () => void;
  /** Begins anywhere: after a restart CometBFT still knows the parcels of before. */
  #serial = randomInt(2 ** 32);

  constructor(pool: Pool, { now = () => performance.now(), passOnMs = OFFER_AFTER_MS[1] }: RelayOptions = {}) {
    this.#pool = pool;
    this.#now = now;
    this.#afterMs = OFFER_AFTER_MS.map((ms, level) => (level === 1 ? passOnMs : ms));
    this.#stop = pool.onTaken((entry, origin) => this.#add(entry, origin));
  }

  /** Parcels of the next extrinsics to send, of about `maxBytes` in all at most; 0: no bound. */
  reap(maxBytes: number): Uint8Array[] {
    const nowMs = this.#now();
    const taken: Uint8Array[] = [];
    let size = 0;
    for (const [level, queue] of this.#queues.entries()) {
      let done = 0;
      for (const offer of queue) {
        if (offer.dueMs > nowMs) break;
        const isWaiting = this.#pool.has(offer.hash);
        if (isWaiting && maxBytes > 0 && size > 0 && size + offer.bytes.length > maxBytes) break;
        done++;
        if (!isWaiting) continue;
        taken.push(offer.bytes);
        size += offer.bytes.length;
        this.#enqueue(Math.max(2, level + 1), offer, nowMs);
      }
      if (done > 0) queue.splice(0, done);
    }
    return packParcels(taken, () => {
      this.#serial = (this.#serial + 1) % 2 ** 32;
      return this.#serial;
    });
  }

  /** A peer has come that has not heard of what waits. */
  offerAll(): void {
    this.#queues = OFFER_AFTER_MS.map(() => []);
    const nowMs = this.#now();
    for (const { hash, bytes } of this.#pool.waiting()) this.#enqueue(0, { hash, bytes, dueMs: 0 }, nowMs);
  }

  close(): void {
    this.#stop();
  }

  #add({ hash, bytes }: PoolEntry, origin: Origin): void {
    this.#enqueue(origin === "own" ? 0 : 1, { hash, bytes, dueMs: 0 }, this.#now());
  }

  #enqueue(level: number, offer: Offer, nowMs: number): void {
    const at = Math.min(level, OFFER_AFTER_MS.length - 1);
    this.#queues[at]?.push({ ...offer, dueMs: nowMs + (this.#afterMs[at] ?? 0) });
  }
}
