// When a proposal is due. CometBFT's own waits add up to less than a block time (home/timing.ts); the proposer holds its
// proposal back for the rest, measured over the last blocks, so that the average interval is the chain's (±5 %) whatever the
// network and the machine add. Nothing here reaches the state.

/** Over so many blocks the average is kept. */
const WINDOW_BLOCKS = 10;
/** After a slow block the next ones come sooner, but never closer than this share of the block time. */
const CLOSEST = 0.8;

export class Pacing {
  readonly #blockTimeMs: number;
  readonly #holdMs: number;
  /** When the last blocks were committed here, ms of a clock that never steps. */
  readonly #committed: number[] = [];
  /** From the release of an own proposal to its commit. */
  #overheadMs = 0;
  #releasedMs: number | undefined;

  constructor(blockTimeMs: number, holdMs: number) {
    this.#blockTimeMs = blockTimeMs;
    this.#holdMs = holdMs;
  }

  /** How long to hold a proposal back at `nowMs`, ms. */
  waitMs(nowMs: number): number {
    const last = this.#committed.at(-1);
    const first = this.#committed[0];
    if (last === undefined || first === undefined) return 0;
    const averageDue = first + this.#committed.length * this.#blockTimeMs;
    const due = Math.max(averageDue, last + CLOSEST * this.#blockTimeMs);
    return Math.min(this.#holdMs, Math.max(0, due - this.#overheadMs - nowMs));
  }

  released(nowMs: number): void {
    this.#releasedMs = nowMs;
  }

  committed(nowMs: number): void {
    const last = this.#committed.at(-1);
    // After a halt or while catching up the past is no measure.
    if (last !== undefined && nowMs - last > 4 * this.#blockTimeMs) this.#committed.length = 0;
    this.#committed.push(nowMs);
    if (this.#committed.length > WINDOW_BLOCKS) this.#committed.shift();
    if (this.#releasedMs !== undefined) {
      const tookMs = Math.min(nowMs - this.#releasedMs, this.#blockTimeMs);
      this.#overheadMs = this.#overheadMs === 0 ? tookMs : this.#overheadMs * 0.7 + tookMs * 0.3;
      this.#releasedMs = undefined;
    }
  }
}
