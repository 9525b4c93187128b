// The application over store, pool and runtime: the story of a block (architecture §4, "a signed transaction").

import type { Pool } from "@plexus/chain/pool";
import type { Staged, Store } from "@plexus/chain/store";
import type { Hashing } from "@plexus/core/crypto";
import {
  type BlockResult,
  extrinsicsRoot,
  type Head,
  type Runtime,
  type StateReader,
  type Validity,
} from "@plexus/core/runtime";
import { type Hex, toHex } from "@plexus/core/scale";
import type { Application, Block, Proposal } from "./application.js";
import { blockTimeOf, type TimeRules, timeProblem } from "./blockTime.js";
import type { ChainEvents } from "./chainEvents.js";
import { FaultyExtrinsic, fillBlock } from "./fillBlock.js";
import { encodeHeader, hashOfHeader, slotDigest } from "./header.js";
import type { Logger } from "./logger.js";

export interface ChainApplicationOptions {
  store: Store;
  runtime: Runtime;
  hashing: Hashing;
  pool: Pool;
  events: ChainEvents;
  logger: Logger;
  blockTimeMs: number;
  timeRules: TimeRules;
  /** How long a proposal may be filled, in ms. */
  fillMs: number;
}

export class ChainApplication implements Application {
  readonly #options: ChainApplicationOptions;
  #parentTimeMs: bigint;
  /** The last proposal of our own with its result: who proposed need not execute again. */
  #proposed: { proposal: Proposal; result: BlockResult } | undefined;
  #pending: { block: Block; staged: Staged } | undefined;

  constructor(options: ChainApplicationOptions) {
    this.#options = options;
    const { store, runtime } = options;
    const newest = store.block(this.best.number);
    this.#parentTimeMs = blockTimeOf(runtime, newest?.extrinsics[0]) ?? 0n;
  }

  get best(): Head {
    return this.#options.store.head as Head;
  }
  get finalised(): Head {
    return this.#options.store.finalised as Head;
  }
  /** Time of the best block, ms; 0 at genesis, which has none. */
  get parentTimeMs(): bigint {
    return this.#parentTimeMs;
  }

  check(extrinsic: Uint8Array): Validity {
    const { runtime, store } = this.#options;
    return runtime.validateTransaction(store.current(), extrinsic, this.best);
  }

  propose(timestampMs: bigint): Proposal {
    for (;;) {
      try {
        return this.#fill(timestampMs);
      } catch (error) {
        if (!(error instanceof FaultyExtrinsic)) throw error;
        // One bad extrinsic must not stop the chain: it goes, the block is begun again.
        this.#options.logger.error(
          { err: error.cause, extrinsic: error.hash },
          "the runtime failed on an extrinsic; it is thrown out",
        );
        this.#options.pool.reject(error.hash);
      }
    }
  }

  accept(proposal: Proposal, nowMs: bigint): string | undefined {
    if (proposal.parent.hash !== this.best.hash || proposal.number !== this.best.number + 1) {
      return `it follows on block ${proposal.parent.number} ${proposal.parent.hash}, the best is ${this.best.hash}`;
    }
    const timestampMs = blockTimeOf(this.#options.runtime, proposal.extrinsics[0]);
    if (timestampMs === undefined) return "extrinsic 0 does not set the time";
    if (proposal.extrinsics.slice(1).some((each) => blockTimeOf(this.#options.runtime, each) !== undefined)) {
      return "the time is set twice";
    }
    return timeProblem(timestampMs, this.#parentTimeMs, nowMs, this.#options.timeRules);
  }

  finalise(proposal: Proposal): Block {
    const { store, runtime, hashing } = this.#options;
    if (this.#pending) store.discard(this.#pending.staged);
    const { parent, number, digest, extrinsics } = proposal;
    const own = this.#proposed?.proposal === proposal ? this.#proposed.result : undefined;
    const result = own ?? runtime.applyBlock(store.current(), { number, parentHash: parent.hash, digest, extrinsics });
    const extrinsicHashes = extrinsics.map((each): Hex => toHex(hashing.blake2b256(each)));
    const staged = store.stage(result.changes);
    const header = {
      parentHash: parent.hash,
      number,
      stateRoot: staged.root,
      extrinsicsRoot: extrinsicsRoot(hashing, extrinsics),
      digest,
    };
    const encodedHeader = encodeHeader(header);
    const block: Block = {
      number,
      hash: hashOfHeader(hashing, encodedHeader),
      header,
      encodedHeader,
      extrinsics,
      extrinsicHashes,
      outcomes: result.outcomes,
      changes: result.changes,
      timestampMs: blockTimeOf(runtime, extrinsics[0]) ?? this.#parentTimeMs,
    };
    this.#pending = { block, staged };
    this.#proposed = undefined;
    return block;
  }

  commit(): Block {
    if (!this.#pending) throw new Error("commit without a finalised block");
    const { store, pool, events } = this.#options;
    const { block, staged } = this.#pending;
    const { number, hash, encodedHeader, extrinsics, extrinsicHashes, outcomes } = block;
    store.commit(
      staged,
      { number, hash, header: encodedHeader, extrinsics: [...extrinsics] },
      extrinsicHashes,
      outcomes,
      true,
    );
    this.#pending = undefined;
    this.#parentTimeMs = block.timestampMs;
    events.tell("imported", block);
    events.tell("best", block);
    pool.onBlock(
      block,
      extrinsics.map((bytes, index) => ({ hash: extrinsicHashes[index] as Hex, bytes })),
    );
    events.tell("finalised", block);
    pool.onFinalised(block, extrinsicHashes);
    return block;
  }

  query(height?: number): StateReader {
    const { store } = this.#options;
    return height === undefined ? store.current() : store.at(height);
  }

  #fill(timestampMs: bigint): Proposal {
    const { runtime, store, pool, blockTimeMs, fillMs, logger } = this.#options;
    const parent = this.best;
    const start = {
      number: parent.number + 1,
      parentHash: parent.hash,
      digest: [slotDigest(timestampMs / BigInt(blockTimeMs))],
    };
    const builder = runtime.startBlock(store.current(), start);
    const limits = { deadlineMs: performance.now() + fillMs, now: () => performance.now() };
    const { extrinsics, rejected } = fillBlock(builder, runtime.timestampInherent(timestampMs), pool.ready(), limits);
    for (const hash of rejected) {
      logger.debug({ extrinsic: hash }, "an extrinsic of the pool no longer applies");
      pool.reject(hash);
    }
    const proposal = { parent, number: start.number, digest: start.digest, extrinsics };
    this.#proposed = { proposal, result: builder.finish() };
    return proposal;
  }
}
