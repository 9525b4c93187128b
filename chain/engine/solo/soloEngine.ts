// Makes blocks in this process (architecture §3.5): at a steady interval, as soon as something is ready, or when told.

import type { BlockFacts } from "@plexus/core/runtime";
import type { Application, Block } from "../application.js";
import { MAX_AHEAD_MS } from "../blockTime.js";
import type { Logger } from "../logger.js";
import type { Sealing } from "./sealing.js";

export interface SoloEngineOptions {
  application: Application & { readonly parentTimeMs: bigint };
  sealing: Sealing;
  logger: Logger;
  /** Least distance between the times of two blocks, ms. */
  minimumMs: number;
  /** What enters a block of that time beside transactions. */
  factsAt(timestampMs: bigint): BlockFacts;
  /** Subscribes to "something is ready". */
  onReady(listener: () => void): () => void;
  /** Whether something is ready now. */
  hasReady(): boolean;
  /** Called once if making a block fails for a reason that is not the block's own: the node should stop. */
  onFailure(error: unknown): void;
}

export class SoloEngine {
  readonly #options: SoloEngineOptions;
  #timer: NodeJS.Timeout | undefined;
  #immediate: NodeJS.Immediate | undefined;
  #stopReady: (() => void) | undefined;
  #nextDueMs = 0;
  #stopped = false;

  constructor(options: SoloEngineOptions) {
    this.#options = options;
  }

  start(): void {
    const { sealing, onReady } = this.#options;
    if (sealing.kind === "interval") {
      this.#nextDueMs = performance.now() + sealing.ms;
      this.#schedule(sealing.ms);
    }
    if (sealing.kind === "instant") this.#stopReady = onReady(() => this.#sealSoon());
  }

  /** Makes one block now, whatever the sealing. */
  seal(): Block {
    if (this.#stopped) throw new Error("the engine has stopped");
    const { application, minimumMs } = this.#options;
    const nowMs = BigInt(Date.now());
    const earliestMs = application.parentTimeMs + BigInt(minimumMs);
    const proposal = application.propose(this.#options.factsAt(nowMs > earliestMs ? nowMs : earliestMs));
    const problem = application.accept(proposal, nowMs);
    if (problem) throw new Error(`own proposal for block ${proposal.number} is not acceptable: ${problem}`);
    application.finalise(proposal);
    return application.commit();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    clearImmediate(this.#immediate);
    this.#stopReady?.();
  }

  /** Due times lie on one grid from the start, so delays do not add up; slots that were missed are skipped. */
  #schedule(intervalMs: number): void {
    this.#timer = setTimeout(
      () => {
        this.#sealOrFail();
        const nowMs = performance.now();
        this.#nextDueMs += intervalMs;
        if (this.#nextDueMs <= nowMs) {
          this.#nextDueMs += Math.ceil((nowMs - this.#nextDueMs) / intervalMs) * intervalMs;
        }
        if (!this.#stopped) this.#schedule(intervalMs);
      },
      Math.max(0, this.#nextDueMs - performance.now()),
    );
  }

  /** After the event that brought the extrinsic, so that its sender hears "ready" first and a burst shares a block. */
  #sealSoon(): void {
    this.#immediate ??= setImmediate(() => {
      this.#immediate = undefined;
      const block = this.#sealOrFail();
      // A full block leaves some behind; one that took nothing would leave them again.
      if (block && block.extrinsics.length > 1 && this.#options.hasReady()) this.#sealSoon();
    });
  }

  /** Under an interval a chain whose time lies ahead, as after a step of the clock, waits for the clock. */
  #isAheadOfClock(): boolean {
    const { application, sealing, logger, minimumMs } = this.#options;
    const aheadMs = application.parentTimeMs + BigInt(minimumMs) - BigInt(Date.now());
    if (sealing.kind !== "interval" || aheadMs <= MAX_AHEAD_MS) return false;
    logger.warn(
      { aheadMs: Number(aheadMs) },
      "the chain's time is ahead of this machine's clock: no block until the clock has caught up",
    );
    return true;
  }

  #sealOrFail(): Block | undefined {
    if (this.#stopped || this.#isAheadOfClock()) return undefined;
    try {
      return this.seal();
    } catch (error) {
      this.#options.logger.error({ err: error }, "making a block failed; the engine stops");
      this.stop();
      this.#options.onFailure(error);
      return undefined;
    }
  }
}
