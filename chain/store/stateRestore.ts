// State of a later block put into a store that holds block 0 only (issue 4 §3). It grows in the spare table while the
// genesis state stays the one that is read; one transaction makes it the state and the block the head. A crash before
// that leaves block 0, and what lies in the spare table is thrown away when the store opens.

import { type Hex, toHex } from "@plexus/core/scale";
import type { BlockRecord } from "./blockRecord.js";
import { writeBlock } from "./blockTables.js";
import { type Databases, readMeta, STATE_TABLE, swapStateTables, writeMeta } from "./databases.js";
import { type Failpoint, passFailpoint } from "./failpoint.js";
import { StateTree, sha256 } from "./stateTree.js";

export type Entry = readonly [key: Uint8Array, value: Uint8Array];

/** What was restored is not the state that the header names. */
export class RestoreMismatch extends Error {
  override name = "RestoreMismatch";
}

export class StateRestore {
  readonly #databases: Databases;
  readonly #failpoint: Failpoint | undefined;
  readonly #tree = new StateTree();
  readonly #onFinish: (tree: StateTree, block: BlockRecord) => void;
  #isOver = false;

  constructor(
    databases: Databases,
    failpoint: Failpoint | undefined,
    onFinish: (tree: StateTree, block: BlockRecord) => void,
  ) {
    this.#databases = databases;
    this.#failpoint = failpoint;
    this.#onFinish = onFinish;
    databases.root.transactionSync(() => databases.spare.clearSync());
  }

  /** Root over everything added so far. */
  get root(): Hex {
    return toHex(this.#tree.root);
  }

  /** Adds entries whose keys were not added before. */
  add(entries: readonly Entry[]): void {
    this.#assertOpen();
    const { root, spare } = this.#databases;
    root.transactionSync(() => {
      for (const [key, value] of entries) spare.put(key, Buffer.from(value));
    });
    this.#tree.keep(
      this.#tree.update(entries.map(([key, value]) => ({ path: sha256(key), valueHash: sha256(value) }))),
    );
  }

  /** Makes it the state of `block`, which becomes head and final. Throws RestoreMismatch; then nothing has changed. */
  finish(block: BlockRecord, stateRoot: Hex, extrinsicHashes: readonly Hex[]): void {
    this.#assertOpen();
    if (this.root !== stateRoot) {
      this.abandon();
      throw new RestoreMismatch(
        `the restored state has root ${this.root}, the header of block ${block.number} says ${stateRoot}`,
      );
    }
    const databases = this.#databases;
    const { number, hash } = block;
    const used = readMeta<number>(databases, STATE_TABLE) ?? 0;
    passFailpoint(this.#failpoint, "before-commit", number);
    databases.root.transactionSync(() => {
      writeBlock(databases, block, extrinsicHashes, undefined);
      databases.state.clearSync();
      writeMeta(databases, STATE_TABLE, 1 - used);
      writeMeta(databases, "earliestState", number);
      writeMeta(databases, "earliestBlock", number);
      passFailpoint(this.#failpoint, "mid-commit", number);
      writeMeta(databases, "head", { number, hash, stateRoot });
      writeMeta(databases, "finalised", { number, hash });
    });
    swapStateTables(databases);
    this.#isOver = true;
    this.#onFinish(this.#tree, block);
    passFailpoint(this.#failpoint, "after-commit", number);
  }

  /** Throws away what was added. */
  abandon(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#databases.root.transactionSync(() => this.#databases.spare.clearSync());
  }

  #assertOpen(): void {
    if (this.#isOver) throw new Error("this restoration is over");
  }
}
