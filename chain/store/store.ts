// State and blocks on disk (architecture §3.6, issue §4). Current state lies flat, old state in an index of what changed,
// the commitment in memory; a block, its state and the head are written in one transaction, so a crash leaves either the
// whole block or none of it.

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Hashing } from "@plexus/core/crypto";
import type { Proof } from "@plexus/core/merkle";
import type { Changes, ExtrinsicOutcome, Head, StateReader } from "@plexus/core/runtime";
import { compareBytes, encode, fromHex, type Hex, toHex } from "@plexus/core/scale";
import type { BlockRecord } from "./blockRecord.js";
import { readBlock, readHash, readPlace, writeBlock } from "./blockTables.js";
import { type Databases, openDatabases, readMeta, writeMeta } from "./databases.js";
import { lockDirectory } from "./directoryLock.js";
import { type Failpoint, passFailpoint } from "./failpoint.js";
import { HistoricRoots } from "./historicRoot.js";
import { currentState, previousValue, stateAt } from "./history.js";
import { heightKey, historyKey, MAX_STATE_KEY_BYTES } from "./keys.js";
import { type Kept, keysCodec, type PruneGoal, prune } from "./prune.js";
import { RecentRoots } from "./recentRoots.js";
import { StateRestore } from "./stateRestore.js";
import { type Draft, StateTree, sha256, type View } from "./stateTree.js";
import { StoreCorrupt } from "./storeCorrupt.js";

export interface StoreOptions {
  /** undefined: a new directory under the system's temporary one, removed on close. */
  directory: string | undefined;
  /** How many blocks back state stays readable; "all" keeps everything. */
  keepBlocks: number | "all";
  /** How many blocks back headers and extrinsics stay; default all. Needs `hashing`. */
  keepBodies?: number | "all";
  hashing?: Pick<Hashing, "blake2b256">;
  /** Heights that are kept whatever is asked; read at each commit. */
  leastKept?: () => number;
  failpoint?: Failpoint | undefined;
}

/** The least that a pruning node keeps (issue §4): mortal eras and clients look back this far. */
export const LEAST_KEPT_BLOCKS = 4096;

/** The state at that height is not here: pruned, or not yet made. */
export class StateUnavailable extends Error {
  override name = "StateUnavailable";
}

/** Changes with the root that they lead to; given to `commit` or to `discard`. */
export interface Staged {
  readonly root: Hex;
  readonly entries: readonly StagedEntry[];
  readonly draft: Draft;
}

interface StagedEntry {
  key: Uint8Array;
  value: Uint8Array | null;
  previous: Uint8Array | undefined;
}

interface HeadRecord extends Head {
  stateRoot: Hex;
}

/** What keys held at one height, each with its proof under that height's state root. */
export interface ProvenState {
  root: Hex;
  entries: { key: Uint8Array; value: Uint8Array | undefined; proof: Proof }[];
}

const metaKey = (name: string): Buffer => Buffer.from(name);

export class Store {
  readonly directory: string;
  readonly #databases: Databases;
  readonly #options: StoreOptions;
  readonly #unlock: () => void;
  readonly #pruning: PruneGoal;
  readonly #historic: HistoricRoots;
  readonly #recent = new RecentRoots();
  #tree = new StateTree();
  #current: StateReader;
  #head: HeadRecord | undefined;
  #finalised: Head | undefined;
  #kept: Kept = { earliestState: 0, earliestBlock: 0 };

  constructor(options: StoreOptions) {
    this.#options = options;
    const { keepBlocks, keepBodies = "all", hashing, leastKept = () => 0 } = options;
    this.#pruning = { keepStates: keepBlocks, keepBlocks: keepBodies, hashing, leastKept };
    this.directory = options.directory ?? mkdtempSync(join(tmpdir(), "plexus-"));
    mkdirSync(this.directory, { recursive: true });
    this.#unlock = lockDirectory(this.directory);
    try {
      this.#databases = openDatabases(this.stateDirectory, this.durable);
      this.#current = currentState(this.#databases.state);
      this.#historic = new HistoricRoots(
        this.#databases,
        this.#tree,
        () => this.#head?.number ?? 0,
        (height) => this.#assertReadable(height),
      );
      this.#open();
    } catch (error) {
      this.#unlock();
      throw error;
    }
  }

  /** Where LMDB lies; a worker thread may open it beside. */
  get stateDirectory(): string {
    return join(this.directory, "state");
  }
  /** Whether commits wait for the disk. */
  get durable(): boolean {
    return this.#options.directory !== undefined;
  }

  /** The newest block, undefined before genesis. */
  get head(): Head | undefined {
    return this.#head;
  }
  get finalised(): Head | undefined {
    return this.#finalised;
  }
  get stateRoot(): Hex {
    return toHex(this.#tree.root);
  }
  /** Lowest height whose state can be read. */
  get earliestState(): number {
    return this.#kept.earliestState;
  }
  /** Lowest height from which on every block is kept; block 0 is kept beside. */
  get earliestBlock(): number {
    return this.#kept.earliestBlock;
  }
  /** Below this height the engine may forget its own blocks; 0: nowhere. */
  get retainHeight(): number {
    return this.#pruning.keepBlocks === "all" ? 0 : this.#kept.earliestBlock;
  }
  get treeNodes(): number {
    return this.#tree.size;
  }

  /** State of the newest block. Reads whatever is newest at the time of the read. */
  current(): StateReader {
    return this.#current;
  }

  /** State as block `height` left it; stays valid as blocks are added. Throws StateUnavailable. */
  at(height: number): StateReader {
    this.#assertReadable(height);
    return stateAt(this.#databases.state, this.#databases.history, height);
  }

  /** The root that `changes` on top of the newest block lead to; nothing is written. */
  stage(changes: Changes): Staged {
    const entries: StagedEntry[] = [];
    for (const [hexKey, value] of changes) {
      const key = fromHex(hexKey);
      if (key.length === 0 || key.length > MAX_STATE_KEY_BYTES) {
        throw new RangeError(`a state key of ${key.length} bytes; 1 to ${MAX_STATE_KEY_BYTES} can be stored`);
      }
      const previous = this.#databases.state.get(key);
      const same =
        value === null ? previous === undefined : previous !== undefined && compareBytes(previous, value) === 0;
      if (!same) entries.push({ key, value, previous });
    }
    const draft = this.#tree.update(
      entries.map(({ key, value }) => ({ path: sha256(key), valueHash: value === null ? undefined : sha256(value) })),
    );
    return { root: toHex(draft.root), entries, draft };
  }

  discard(staged: Staged): void {
    this.#tree.drop(staged.draft);
  }

  /** Writes block, state and head in one durable transaction. `final`: the block is finalised with it. */
  commit(
    staged: Staged,
    block: BlockRecord,
    extrinsicHashes: readonly Hex[],
    outcomes: readonly ExtrinsicOutcome[],
    final: boolean,
  ): void {
    const expected = this.#head === undefined ? 0 : this.#head.number + 1;
    if (block.number !== expected) throw new Error(`block ${block.number} where ${expected} is due`);
    const head = { number: block.number, hash: block.hash, stateRoot: staged.root };
    passFailpoint(this.#options.failpoint, "before-commit", block.number);
    let kept = this.#kept;
    this.#databases.root.transactionSync(() => {
      this.#writeState(staged, block.number);
      writeBlock(this.#databases, block, extrinsicHashes, outcomes);
      kept = prune(this.#databases, this.#pruning, kept, block.number);
      passFailpoint(this.#options.failpoint, "mid-commit", block.number);
      writeMeta(this.#databases, "head", head);
      if (final) writeMeta(this.#databases, "finalised", { number: block.number, hash: block.hash });
    });
    this.#tree.keep(staged.draft);
    this.#head = head;
    this.#kept = kept;
    this.#recent.add(this.#tree, block.number);
    if (final) this.#finalised = { number: block.number, hash: block.hash };
    passFailpoint(this.#options.failpoint, "after-commit", block.number);
  }

  block(height: number): BlockRecord | undefined {
    return readBlock(this.#databases, height);
  }

  hashOf(height: number): Hex | undefined {
    return readHash(this.#databases, height);
  }

  numberOf(hash: Uint8Array): number | undefined {
    if (hash.length !== 32) return undefined;
    return this.#databases.hashes.get(hash)?.readUInt32BE(0);
  }

  /** Where the newest inclusion of an extrinsic is. */
  extrinsic(hash: Uint8Array): { number: number; index: number } | undefined {
    return readPlace(this.#databases, hash);
  }

  /** Outcome of each extrinsic of a block, in order. */
  outcomes(height: number): ExtrinsicOutcome[] | undefined {
    const record = this.#databases.receipts.get(heightKey(height));
    return record && (JSON.parse(record.toString()) as ExtrinsicOutcome[]);
  }

  /** Proofs of what `keys` held at `height`. The newest heights cost nothing; older ones as much as the number of keys
   *  that changed since, in slices beside the node's other work. Throws StateUnavailable, ProofTooCostly. */
  async prove(keys: readonly Uint8Array[], height: number): Promise<ProvenState> {
    this.#assertReadable(height);
    if (height === this.#head?.number) return this.#proveUnder(keys, height, undefined);
    const recent = this.#recent.get(height);
    if (recent) return this.#proveUnder(keys, height, recent);
    return this.#historic.with(height, (view) => this.#proveUnder(keys, height, view));
  }

  /** Lets go of the roots of old heights that are held for the next proof. */
  forgetOldRoots(): void {
    this.#historic.close();
  }

  /** Begins to put the state of a later block in place of the genesis state. Throws if there is more than block 0. */
  restore(): StateRestore {
    if (this.#head?.number !== 0) {
      throw new Error(
        `a snapshot needs a chain of block 0 alone; ${this.directory} has ${this.#head?.number ?? "none"}`,
      );
    }
    return new StateRestore(this.#databases, this.#options.failpoint, (tree, { number, hash }) => {
      this.#tree = tree;
      this.#recent.reset();
      this.#historic.reset(tree);
      this.#current = currentState(this.#databases.state);
      this.#head = { number, hash, stateRoot: toHex(tree.root) };
      this.#finalised = { number, hash };
      this.#kept = { earliestState: number, earliestBlock: number };
    });
  }

  /** Small values that belong to the chain's data, such as the metadata of a spec version. */
  meta(name: string): Uint8Array | undefined {
    return this.#databases.meta.get(metaKey(`user:${name}`));
  }
  setMeta(name: string, value: Uint8Array): void {
    this.#databases.root.transactionSync(() => {
      this.#databases.meta.put(metaKey(`user:${name}`), Buffer.from(value));
    });
  }

  async close(): Promise<void> {
    this.#historic.close();
    await this.#databases.root.close();
    this.#unlock();
    if (this.#options.directory === undefined) rmSync(this.directory, { recursive: true, force: true });
  }

  /** Reads the heads, rebuilds the commitment from state and refuses to go on if it is not the root of the head. */
  #open(): void {
    const databases = this.#databases;
    this.#head = readMeta<HeadRecord>(databases, "head");
    this.#finalised = readMeta<Head>(databases, "finalised");
    const earliestState = readMeta<number>(databases, "earliestState") ?? 0;
    this.#kept = { earliestState, earliestBlock: readMeta<number>(databases, "earliestBlock") ?? 0 };
    // What a restoration left that was cut short.
    for (const _ of databases.spare.getKeys({ limit: 1 })) {
      databases.root.transactionSync(() => databases.spare.clearSync());
    }
    if (!this.#head) return;
    const leaves = [];
    for (const [key, value] of this.#current.iterate(new Uint8Array())) {
      leaves.push({ path: sha256(key), valueHash: sha256(value) });
    }
    this.#tree.keep(this.#tree.update(leaves));
    if (this.stateRoot !== this.#head.stateRoot) {
      throw new StoreCorrupt(
        `state of block ${this.#head.number} in ${this.directory} has root ${this.stateRoot}, ` +
          `its header says ${this.#head.stateRoot}: restore the directory or start over`,
      );
    }
  }

  #writeState(staged: Staged, height: number): void {
    const { state, history, changes } = this.#databases;
    for (const { key, value, previous } of staged.entries) {
      // Nothing can be asked below genesis, so its changes leave no history.
      if (height > 0) history.put(historyKey(key, height), previousValue(previous));
      if (value === null) state.remove(key);
      else state.put(key, Buffer.from(value));
    }
    if (height > 0)
      changes.put(
        heightKey(height),
        Buffer.from(
          encode(
            keysCodec,
            staged.entries.map(({ key }) => key),
          ),
        ),
      );
  }

  #proveUnder(keys: readonly Uint8Array[], height: number, view: View | undefined): ProvenState {
    const state = stateAt(this.#databases.state, this.#databases.history, height);
    const entries = keys.map((key) => ({ key, value: state.get(key), proof: this.#tree.prove(sha256(key), view) }));
    return { root: toHex(view ? this.#tree.rootOf(view) : this.#tree.root), entries };
  }

  #assertReadable(height: number): void {
    const head = this.#head?.number ?? -1;
    const { earliestState } = this.#kept;
    if (height < earliestState || height > head) {
      throw new StateUnavailable(`state at height ${height} is not kept (${earliestState} to ${head} are)`);
    }
  }
}
