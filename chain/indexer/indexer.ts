// Follows the final head into the tables (architecture §4): after the commit, never before, in small portions between
// which the node does its other work, and from where it stopped after a restart.

import type { Block, ChainEvents, Logger } from "@plexus/chain/engine";
import { StateUnavailable, type Store } from "@plexus/chain/store";
import { type AssembledRuntime, type Runtimes, rulesThatRan } from "@plexus/core/runtime";
import { type IndexDatabase, openIndex } from "./database.js";
import { type BlockSource, decodeBlock, decodeEvents, type IndexedEvent, sourceOf } from "./decodeBlock.js";
import { neuronRows } from "./neuronRows.js";
import { writeBlock } from "./writeBlock.js";

export interface IndexerOptions {
  store: Store;
  runtimes: Runtimes;
  events: ChainEvents;
  logger: Logger;
  /** Whether the tables follow the chain. Default true; what is left out is filled in by the next start with it. */
  isFollowing?: boolean;
}

/** Time of one portion: a quarter of the shortest block time is 62 ms. */
const PORTION_MS = 20;

export class Indexer {
  readonly database: IndexDatabase;
  readonly #options: IndexerOptions;
  readonly #stopListening: () => void;
  #next: number;
  /** The newest block as it was committed: reading it again from the store would mean decoding it again. */
  #newest: Block | undefined;
  #scheduled: NodeJS.Immediate | undefined;
  #isClosed = false;

  constructor(options: IndexerOptions) {
    this.#options = options;
    const { store, events } = options;
    this.database = openIndex(store.directory, store.hashOf(0) as string);
    const last = this.database.get("select max(number) as last from blocks")?.last;
    this.#next = Math.max(typeof last === "number" ? last + 1 : 0, 0);
    if (options.isFollowing === false) {
      this.#stopListening = () => {};
      return;
    }
    this.#stopListening = events.listen({
      finalised: (block) => {
        this.#newest = block;
        this.#schedule();
      },
    });
    this.#schedule();
  }

  /** The next height to be filled in. */
  get next(): number {
    return this.#next;
  }

  /** The events of a block from the bytes in its row. */
  readonly eventsOf = (number: number, bytes: Uint8Array): IndexedEvent[] =>
    decodeEvents(this.#rulesThatRan(number), bytes);

  close(): void {
    this.#isClosed = true;
    this.#stopListening();
    clearImmediate(this.#scheduled);
    this.database.close();
  }

  #schedule(): void {
    if (this.#isClosed) return;
    this.#scheduled ??= setImmediate(() => {
      this.#scheduled = undefined;
      try {
        if (this.#fill()) this.#schedule();
      } catch (error) {
        // People's tables must not stop the chain; the next block tries again.
        this.#options.logger.error({ err: error, block: this.#next }, "the indexer failed on a block");
      }
    });
  }

  /** Fills for a while; true if there is more. */
  #fill(): boolean {
    const final = this.#options.store.finalised?.number ?? -1;
    const untilMs = performance.now() + PORTION_MS;
    if (this.#next > final) return false;
    const from = this.#next;
    try {
      this.database.transact(() => {
        while (this.#next <= final && performance.now() < untilMs) {
          // Pruned ones, or those that a node which began from a snapshot never had; block 0 is always there.
          if (this.#next > 0) this.#next = Math.max(this.#next, this.#options.store.earliestBlock);
          this.#one(this.#next);
          this.#next++;
        }
      });
    } catch (error) {
      this.#next = from;
      throw error;
    }
    return this.#next <= final;
  }

  #one(number: number): void {
    const { store } = this.#options;
    const runtime = this.#rulesThatRan(number);
    const source = this.#sourceOf(runtime, number);
    try {
      const state = store.at(number);
      const { crypto, chain } = runtime.law;
      const block = decodeBlock(runtime, source, state);
      const context = { crypto, chain, state, block: { number, parentHash: block.parentHash } };
      writeBlock(this.database, block, neuronRows(context, number));
    } catch (error) {
      if (!(error instanceof StateUnavailable)) throw error;
      // Pruned before it was indexed: the block's calls are known, its events are not.
      writeBlock(this.database, decodeBlock(runtime, source, { get: () => undefined, iterate: () => [] }), []);
    }
  }

  #sourceOf(runtime: AssembledRuntime, number: number): BlockSource {
    const newest = this.#newest;
    if (newest?.number === number) return newest;
    const record = this.#options.store.block(number);
    if (!record) throw new Error(`block ${number} is missing`);
    return sourceOf(runtime, record);
  }

  /** Each block is read by the rules that ran it. */
  #rulesThatRan(number: number): AssembledRuntime {
    const { store, runtimes } = this.#options;
    return rulesThatRan(runtimes, store.current(), number);
  }
}
