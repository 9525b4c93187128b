// Extrinsics that turned out invalid, remembered for a while so that a client that resends one costs a look-up and not a
// signature check.

import type { Hex } from "@plexus/core/scale";

export class Bans {
  readonly #until = new Map<Hex, number>();
  readonly #durationMs: number;
  readonly #maximum: number;

  constructor(durationMs: number, maximum: number) {
    this.#durationMs = durationMs;
    this.#maximum = maximum;
  }

  add(hash: Hex, nowMs: number): void {
    this.#until.delete(hash);
    this.#until.set(hash, nowMs + this.#durationMs);
    if (this.#until.size > this.#maximum) this.#until.delete(this.#until.keys().next().value as Hex);
  }

  has(hash: Hex, nowMs: number): boolean {
    const until = this.#until.get(hash);
    if (until === undefined) return false;
    if (nowMs < until) return true;
    this.#until.delete(hash);
    return false;
  }
}
