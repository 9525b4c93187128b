// Makes a snapshot every so many blocks, beside the chain: a worker thread reads LMDB by itself, the commit path only
// starts it (issue 4 §3). One at a time; a height that comes while one is being made is left out.

import { Worker } from "node:worker_threads";
import type { ChainEvents, Logger } from "@plexus/chain/engine";
import type { Store } from "@plexus/chain/store";
import { headerCodec } from "@plexus/core/runtime";
import { decode } from "@plexus/core/scale";
import { SNAPSHOT_LIMITS } from "./limits.js";
import { SnapshotShelf } from "./snapshotShelf.js";
import { workerEntry } from "./workerEntry.js";
import type { WriteSnapshotOptions, WrittenSnapshot } from "./writeSnapshot.js";

export interface SnapshotMakerOptions {
  store: Store;
  events: ChainEvents;
  /** D/snapshots. */
  directory: string;
  /** Blocks between snapshots; 0: none. */
  intervalBlocks: number;
  /** How many stay on disk. */
  kept?: number;
  /** Content of a chunk; only tests of many chunks want less than the most. */
  chunkBytes?: number;
  logger: Logger;
}

const KEPT = 3;
/** Longer than 64 GiB take; a reader that never ends would keep LMDB from reusing pages. */
const TIMEOUT_MS = 60 * 60_000;

export class SnapshotMaker {
  readonly shelf: SnapshotShelf;
  readonly #options: SnapshotMakerOptions;
  readonly #stopListening: () => void;
  #worker: Worker | undefined;
  #working: Promise<WrittenSnapshot | undefined> | undefined;

  constructor(options: SnapshotMakerOptions) {
    this.#options = options;
    this.shelf = new SnapshotShelf(options.directory);
    this.shelf.sweep(options.kept ?? KEPT);
    const { intervalBlocks } = options;
    this.#stopListening = options.events.listen({
      finalised: ({ number }) => {
        if (intervalBlocks > 0 && number % intervalBlocks === 0) void this.make(number);
      },
    });
  }

  /** Makes the snapshot of `height` now; undefined if one is being made, or it failed, which is logged. Never rejects. */
  make(height: number): Promise<WrittenSnapshot | undefined> {
    const { logger } = this.#options;
    if (this.#working) {
      logger.info({ block: height }, "a snapshot is still being made; this height is left out");
      return Promise.resolve(undefined);
    }
    this.#working = this.#run(height)
      .then((written) => {
        this.shelf.sweep(this.#options.kept ?? KEPT);
        logger.info({ ...written }, "snapshot made");
        return written;
      })
      .catch((error: unknown) => {
        logger.error({ err: error, block: height }, "a snapshot could not be made");
        return undefined;
      })
      .finally(() => {
        this.#working = undefined;
      });
    return this.#working;
  }

  /** Until the snapshot that is being made is done. */
  async idle(): Promise<void> {
    await this.#working;
  }

  async close(): Promise<void> {
    this.#stopListening();
    await this.#worker?.terminate();
    await this.#working;
  }

  async #run(height: number): Promise<WrittenSnapshot> {
    const { store, directory, chunkBytes = SNAPSHOT_LIMITS.chunkBytes } = this.#options;
    const { stateDirectory, durable } = store;
    const block = store.block(height);
    if (!block) throw new Error(`block ${height} is not kept`);
    const stateRoot = decode(headerCodec, block.header).state_root;
    const { url, execArgv } = workerEntry("./", "snapshotWorker");
    const workerData: WriteSnapshotOptions = { stateDirectory, durable, directory, height, stateRoot, chunkBytes };
    const worker = new Worker(url, { workerData, execArgv, env: {} });
    this.#worker = worker;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => void worker.terminate(), TIMEOUT_MS);
      timer.unref();
      worker.once("message", resolve);
      worker.once("error", reject);
      worker.once("exit", (code) => {
        clearTimeout(timer);
        this.#worker = undefined;
        reject(new Error(`the snapshot's worker ended with ${code}`));
      });
    });
  }
}
