// The application over store, pool and rules: the story of a block (architecture §4, "a signed transaction").

import type { Pool } from "@plexus/chain/pool";
import type { Staged, Store } from "@plexus/chain/store";
import type { Hashing } from "@plexus/core/crypto";
import {
  type AssembledRuntime,
  type BlockFacts,
  type BlockResult,
  extrinsicsRoot,
  type Head,
  InvalidBlock,
  type Runtimes,
  type StateReader,
  type Validity,
} from "@plexus/core/runtime";
import { type Hex, toHex } from "@plexus/core/scale";
import type { Application, Block, Proposal, ProposalLimits } from "./application.js";
import { blockTimeOf, type TimeRules, timeProblem } from "./blockTime.js";
import type { ChainEvents } from "./chainEvents.js";
import { ExecutedProposals } from "./executedProposals.js";
import { factsProblem } from "./factsProblem.js";
import { FaultyExtrinsic, fillBlock } from "./fillBlock.js";
import { encodeHeader, hashOfHeader, slotDigest } from "./header.js";
import type { Logger } from "./logger.js";

export interface ChainApplicationOptions {
  store: Store;
  runtimes: Runtimes;
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
  #parentTimeMs = 0n;
  /** Results of proposals on the best block: who has proposed or voted need not execute again. */
  readonly #executed: ExecutedProposals;
  /** The one proposed or read last: CometBFT hands the same block over for the vote and for the decision. */
  #latest: Proposal | undefined;
  #pending: { block: Block; staged: Staged } | undefined;
  #rules: AssembledRuntime | undefined;
  /** By identity: a proposal is hashed for its key, its block and the pool. */
  readonly #hashes = new WeakMap<Uint8Array, Hex>();

  constructor(options: ChainApplicationOptions) {
    this.#options = options;
    this.#executed = new ExecutedProposals(options.hashing, (extrinsic) => this.#hashOf(extrinsic));
    this.reopen();
  }

  /** Reads the best block anew: after the store was replaced by a snapshot. */
  reopen(): void {
    const { store, runtimes } = this.#options;
    const newest = store.block(this.best.number);
    this.#parentTimeMs = blockTimeOf(runtimes.genesis, newest?.extrinsics[0]) ?? 0n;
    this.#executed.clear();
    this.#rules = undefined;
    this.#latest = undefined;
    this.#pending = undefined;
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
  /** The rules of the next block. Throws UnknownSpecVersion where this program lacks them: the chain goes on elsewhere. */
  get rules(): AssembledRuntime {
    const { runtimes, store } = this.#options;
    this.#rules ??= runtimes.next(store.current(), this.best.number + 1);
    return this.#rules;
  }

  check(extrinsic: Uint8Array): Validity {
    return this.rules.validateTransaction(this.#options.store.current(), extrinsic, this.best);
  }

  propose(facts: BlockFacts, limits: ProposalLimits = {}): Proposal {
    for (;;) {
      try {
        return this.#fill(facts, limits);
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

  proposalOf(extrinsics: readonly Uint8Array[]): Proposal {
    if (this.#latest?.parent.hash === this.best.hash && areEqual(this.#latest.extrinsics, extrinsics))
      return this.#latest;
    const timestampMs = blockTimeOf(this.#options.runtimes.genesis, extrinsics[0]);
    const digest = timestampMs === undefined ? [] : [this.#digestOf(timestampMs)];
    const known = extrinsics.map((each) => this.#asInPool(each));
    this.#latest = { parent: this.best, number: this.best.number + 1, digest, extrinsics: known };
    return this.#latest;
  }

  accept(proposal: Proposal, nowMs: bigint, expected?: BlockFacts): string | undefined {
    const { parent, number, extrinsics } = proposal;
    if (parent.hash !== this.best.hash || number !== this.best.number + 1) {
      return `it follows on block ${parent.number} ${parent.hash}, the best is ${this.best.hash}`;
    }
    const { rules } = this;
    const timestampMs = blockTimeOf(rules, extrinsics[0]);
    if (timestampMs === undefined) return "extrinsic 0 does not set the time";
    if (extrinsics.slice(1).some((each) => blockTimeOf(rules, each) !== undefined)) return "the time is set twice";
    const late = timeProblem(timestampMs, this.#parentTimeMs, nowMs, this.#options.timeRules);
    if (late) return late;
    const facts = rules.readInherents(extrinsics);
    if (!facts) return "it does not begin with the inherents of this chain";
    const wrong = expected && factsProblem(facts, expected);
    if (wrong) return wrong;
    if (toHex(proposal.digest[0] ?? new Uint8Array()) !== toHex(this.#digestOf(timestampMs)))
      return "its digest does not follow from its time";
    try {
      this.#execute(proposal);
      return undefined;
    } catch (error) {
      if (error instanceof InvalidBlock) return error.message;
      throw error;
    }
  }

  finalise(proposal: Proposal): Block {
    const { store, hashing, runtimes } = this.#options;
    if (this.#pending) store.discard(this.#pending.staged);
    this.#pending = undefined;
    const { parent, number, digest, extrinsics } = proposal;
    const result = this.#execute(proposal);
    const extrinsicHashes = extrinsics.map((each) => this.#hashOf(each));
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
      timestampMs: blockTimeOf(runtimes.genesis, extrinsics[0]) ?? this.#parentTimeMs,
      producerUpdates: result.producerUpdates,
    };
    this.#pending = { block, staged };
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
    this.#executed.clear();
    this.#rules = undefined;
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

  #hashOf(extrinsic: Uint8Array): Hex {
    let hash = this.#hashes.get(extrinsic);
    if (!hash) this.#hashes.set(extrinsic, (hash = toHex(this.#options.hashing.blake2b256(extrinsic))));
    return hash;
  }

  /**
   * The same extrinsic as the pool has checked it: decoding and the signature are known by identity. What the pool does not
   * know is copied: it may be a window on a message of megabytes, which the store would keep alive.
   */
  #asInPool(extrinsic: Uint8Array): Uint8Array {
    const hash = toHex(this.#options.hashing.blake2b256(extrinsic));
    const own = this.#options.pool.bytesOf(hash) ?? new Uint8Array(extrinsic);
    this.#hashes.set(own, hash);
    return own;
  }

  #digestOf(timestampMs: bigint): Uint8Array {
    return slotDigest(timestampMs / BigInt(this.#options.blockTimeMs));
  }

  #execute(proposal: Proposal): BlockResult {
    const { number, parent, digest, extrinsics } = proposal;
    const known = this.#executed.get(proposal);
    if (known) return known;
    const input = { number, parentHash: parent.hash, digest, extrinsics };
    const result = this.rules.applyBlock(this.#options.store.current(), input);
    this.#executed.keep(proposal, result);
    return result;
  }

  #fill(facts: BlockFacts, { maxBytes = Number.MAX_SAFE_INTEGER }: ProposalLimits): Proposal {
    const { store, pool, fillMs, logger } = this.#options;
    const { rules } = this;
    const parent = this.best;
    const start = { number: parent.number + 1, parentHash: parent.hash, digest: [this.#digestOf(facts.timestampMs)] };
    const builder = rules.startBlock(store.current(), start);
    const limits = { deadlineMs: performance.now() + fillMs, maxBytes, now: () => performance.now() };
    const { extrinsics, rejected } = fillBlock(builder, rules.inherents(facts), pool.ready(), limits);
    for (const hash of rejected) {
      logger.debug({ extrinsic: hash }, "an extrinsic of the pool no longer applies");
      pool.reject(hash);
    }
    const proposal = { parent, number: start.number, digest: start.digest, extrinsics };
    this.#executed.keep(proposal, builder.finish());
    this.#latest = proposal;
    return proposal;
  }
}

function areEqual(these: readonly Uint8Array[], those: readonly Uint8Array[]): boolean {
  return (
    these.length === those.length && these.every((each, at) => Buffer.compare(each, those[at] as Uint8Array) === 0)
  );
}
