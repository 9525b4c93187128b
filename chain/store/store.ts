// State and blocks on disk (architecture §3.6, issue §4). Current state lies flat, old state in an index of what changed,
// the commitment in memory; a block, its state and the head are written in one transaction, so a crash leaves either the
// whole block or none of it.

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Proof } from "@plexus/core/merkle";
import type { Changes, ExtrinsicOutcome, Head, StateReader } from "@plexus/core/runtime";
import { bytes, compareBytes, decode, encode, fromHex, type Hex, toHex, vec } from "@plexus/core/scale";
import { type BlockRecord, decodeRecord, encodeRecord } from "./blockRecord.js";
import { type Databases, openDatabases } from "./databases.js";
import { lockDirectory } from "./directoryLock.js";
import { type Failpoint, passFailpoint } from "./failpoint.js";
import { changedSince, currentState, previousValue, stateAt } from "./history.js";
import { heightKey, historyKey, MAX_STATE_KEY_BYTES } from "./keys.js";
import { type Draft, StateTree, sha256 } from "./stateTree.js";

export interface StoreOptions {
  /** undefined: a new directory under the system's temporary one, removed on close. */
  directory: string | undefined;
  /** How many blocks back state stays readable; "all" keeps everything. */
  keepBlocks: number | "all";
  failpoint?: Failpoint | undefined;
}

/** The least that a pruning node keeps (issue §4): mortal eras and clients look back this far. */
export const LEAST_KEPT_BLOCKS = 4096;

/** Heights pruned at most in one commit, so that turning an archive into a pruned node never stalls a block. */
const PRUNED_PER_COMMIT = 16;

/** The state at that height is not here: pruned, or not yet made. */
export class StateUnavailable extends Error {
  override name = "StateUnavailable";
}

export class StoreCorrupt extends Error {
  override name = "StoreCorrupt";
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

const keysCodec = vec(bytes);
const metaKey = (name: string): Buffer => Buffer.from(name);

export class Store {
  readonly directory: string;
  readonly #databases: Databases;
  readonly #options: StoreOptions;
  readonly #unlock: () => void;
  readonly #tree = new StateTree();
  readonly #current: StateReader;
  #head: HeadRecord | undefined;
  #finalised: Head | undefined;
  #earliestState = 0;

  constructor(options: StoreOptions) {
    this.#options = options;
    this.directory = options.directory ?? mkdtempSync(join(tmpdir(), "plexus-"));
    mkdirSync(this.directory, { recursive: true });
    this.#unlock = lockDirectory(this.directory);
    try {
      this.#databases = openDatabases(join(this.directory, "state"), options.directory !== undefined);
      this.#current = currentState(this.#databases.state);
      this.#open();
    } catch (error) {
      this.#unlock();
      throw error;
    }
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
    return this.#earliestState;
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
    let earliest = this.#earliestState;
    this.#databases.root.transactionSync(() => {
      this.#writeState(staged, block.number);
      this.#writeBlock(block, extrinsicHashes, outcomes);
      earliest = this.#prune(block.number);
      passFailpoint(this.#options.failpoint, "mid-commit", block.number);
      this.#writeMeta("head", head);
      if (final) this.#writeMeta("finalised", { number: block.number, hash: block.hash });
    });
    this.#tree.keep(staged.draft);
    this.#head = head;
    this.#earliestState = earliest;
    if (final) this.#finalised = { number: block.number, hash: block.hash };
    passFailpoint(this.#options.failpoint, "after-commit", block.number);
  }

  block(height: number): BlockRecord | undefined {
    const record = this.#databases.blocks.get(heightKey(height));
    const hash = record && this.hashOf(height);
    return record && hash ? { number: height, hash, ...decodeRecord(record) } : undefined;
  }

  hashOf(height: number): Hex | undefined {
    if (!Number.isInteger(height) || height < 0 || height > 0xffff_ffff) return undefined;
    const hash = this.#databases.hashes.get(heightKey(height));
    return hash && toHex(hash);
  }

  numberOf(hash: Uint8Array): number | undefined {
    if (hash.length !== 32) return undefined;
    return this.#databases.hashes.get(hash)?.readUInt32BE(0);
  }

  /** Where the newest inclusion of an extrinsic is. */
  extrinsic(hash: Uint8Array): { number: number; index: number } | undefined {
    const place = hash.length === 32 ? this.#databases.extrinsics.get(hash) : undefined;
    return place && { number: place.readUInt32BE(0), index: place.readUInt32BE(4) };
  }

  /** Outcome of each extrinsic of a block, in order. */
  outcomes(height: number): ExtrinsicOutcome[] | undefined {
    const record = this.#databases.receipts.get(heightKey(height));
    return record && (JSON.parse(record.toString()) as ExtrinsicOutcome[]);
  }

  /** Proof of what `key` holds at `height`. Old heights cost as much as what changed since. Throws StateUnavailable. */
  prove(key: Uint8Array, height: number): { root: Hex; value: Uint8Array | undefined; proof: Proof } {
    this.#assertReadable(height);
    const path = sha256(key);
    if (height === this.#head?.number) {
      return { root: this.stateRoot, value: this.#current.get(key), proof: this.#tree.prove(path) };
    }
    const reversed = [];
    for (const [changedKey, previous] of changedSince(this.#databases.history, height)) {
      reversed.push({ path: sha256(changedKey), valueHash: previous && sha256(previous) });
    }
    const draft = this.#tree.update(reversed);
    const proof = this.#tree.prove(path, draft);
    this.#tree.drop(draft);
    return { root: toHex(draft.root), value: this.at(height).get(key), proof };
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
    await this.#databases.root.close();
    this.#unlock();
    if (this.#options.directory === undefined) rmSync(this.directory, { recursive: true, force: true });
  }

  /** Reads the heads, rebuilds the commitment from state and refuses to go on if it is not the root of the head. */
  #open(): void {
    this.#head = this.#readMeta<HeadRecord>("head");
    this.#finalised = this.#readMeta<Head>("finalised");
    this.#earliestState = this.#readMeta<number>("earliestState") ?? 0;
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

  #writeBlock(block: BlockRecord, extrinsicHashes: readonly Hex[], outcomes: readonly ExtrinsicOutcome[]): void {
    const { blocks, hashes, extrinsics, receipts } = this.#databases;
    const height = heightKey(block.number);
    blocks.put(height, encodeRecord(block));
    hashes.put(height, Buffer.from(fromHex(block.hash)));
    hashes.put(fromHex(block.hash), height);
    receipts.put(height, Buffer.from(JSON.stringify(outcomes, jsonValue)));
    for (const [index, hash] of extrinsicHashes.entries()) {
      extrinsics.put(fromHex(hash), Buffer.concat([height, heightKey(index)]));
    }
  }

  /** Forgets old state beyond what is kept; returns the lowest height that can still be read. */
  #prune(head: number): number {
    const { keepBlocks } = this.#options;
    if (keepBlocks === "all") return this.#earliestState;
    const { history, changes } = this.#databases;
    const goal = Math.max(0, head - keepBlocks);
    let earliest = this.#earliestState;
    for (let step = 0; step < PRUNED_PER_COMMIT && earliest < goal; step++) {
      earliest++;
      const record = changes.get(heightKey(earliest));
      if (!record) continue;
      for (const key of decode(keysCodec, record)) history.remove(historyKey(key, earliest));
      changes.remove(heightKey(earliest));
    }
    if (earliest !== this.#earliestState) this.#writeMeta("earliestState", earliest);
    return earliest;
  }

  #assertReadable(height: number): void {
    const head = this.#head?.number ?? -1;
    if (height < this.#earliestState || height > head) {
      throw new StateUnavailable(`state at height ${height} is not kept (${this.#earliestState} to ${head} are)`);
    }
  }

  #readMeta<T>(name: string): T | undefined {
    const record = this.#databases.meta.get(metaKey(name));
    return record && (JSON.parse(record.toString()) as T);
  }
  #writeMeta(name: string, value: unknown): void {
    this.#databases.meta.put(metaKey(name), Buffer.from(JSON.stringify(value)));
  }
}

function jsonValue(_: string, value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  return value instanceof Uint8Array ? toHex(value) : value;
}
