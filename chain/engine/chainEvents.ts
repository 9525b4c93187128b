// Who hears of blocks, and in which order: a block is known before it is best, and best before it is final; parents
// come before children (substrate-wire.md §2.6.10, §8.6). Listeners run after the commit, never before.

import type { Block } from "./application.js";
import type { Logger } from "./logger.js";

export interface BlockListener {
  /** The block exists. */
  imported?(block: Block): void;
  /** It is the one to build on. */
  best?(block: Block): void;
  /** It can never be undone. */
  finalised?(block: Block): void;
}

export class ChainEvents {
  readonly #listeners = new Set<BlockListener>();
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  listen(listener: BlockListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(stage: keyof BlockListener, block: Block): void {
    for (const listener of this.#listeners) {
      try {
        listener[stage]?.(block);
      } catch (error) {
        // A listener that fails must not stop the chain nor keep the others from hearing.
        this.#logger.error({ err: error, stage, block: block.number }, "a block listener failed");
      }
    }
  }
}
