// For tests of snapshots: a chain of plain state that has made one of its block 2 while it went on to block 7.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ChainEvents, silentLogger } from "@plexus/chain/engine";
import { type Snapshot, SnapshotMaker, SnapshotRestore, type WrittenSnapshot } from "@plexus/chain/snapshots";
import type { StoreOptions } from "@plexus/chain/store";
import { fromHex, type Hex, toHex } from "@plexus/core/scale";
import { hashing, type PlainChanges, plainState, StoreChain } from "./storeChain.js";

export const genesis = plainState(20, 40, "genesis");
export const extrinsics = [Buffer.from("an extrinsic"), Buffer.from("another")];
export const CHUNK_BYTES = 20_000;

/** What each block from 3 on changes: values that the snapshot of block 2 holds as they were. */
export const laterChanges = (number: number): PlainChanges =>
  new Map([...plainState(6, 3_000, "large").keys()].map((key) => [key, Uint8Array.of(number)]));

export const stateOf = ({ store }: StoreChain, height: number): [Hex, Hex][] =>
  [...store.at(height).iterate(new Uint8Array())].map(([key, value]) => [toHex(key), toHex(value)]);

export interface SnapshotFixture {
  readonly folder: string;
  readonly source: StoreChain;
  readonly maker: SnapshotMaker;
  readonly written: WrittenSnapshot | undefined;
  readonly snapshot: Snapshot;
  readonly appHash: Uint8Array;
  readonly chunks: Uint8Array[];
  /** A chain of block 0 alone, closed with the fixture. */
  newcomer(options?: Partial<StoreOptions>): StoreChain;
  /** Offers the snapshot and applies all its chunks; throws if one is not accepted. */
  restoreInto(chain: StoreChain): Promise<void>;
  close(): Promise<void>;
}

export async function snapshotFixture(): Promise<SnapshotFixture> {
  const folder = mkdtempSync(join(tmpdir(), "plexus-snapshots-"));
  const opened: StoreChain[] = [];
  const newcomer = (options: Partial<StoreOptions> = {}): StoreChain => {
    const chain = new StoreChain({ directory: undefined, keepBlocks: "all", ...options });
    opened.push(chain);
    if (!chain.store.head) chain.add(genesis);
    return chain;
  };
  const source = newcomer({ directory: join(folder, "source") });
  // Some 50 kB in values of 3,000 and of 3 bytes: three chunks, values that lie across two of them.
  source.add(plainState(13, 3_000, "large"));
  source.add(plainState(250, 3, "small"), extrinsics);
  const { store } = source;
  const directory = join(folder, "source/snapshots");
  const events = new ChainEvents(silentLogger);
  const options = { store, events, directory, intervalBlocks: 0, chunkBytes: CHUNK_BYTES, logger: silentLogger };
  const maker = new SnapshotMaker(options);
  const making = maker.make(2);
  for (let number = 3; number < 8; number++) {
    source.add(laterChanges(number));
    await new Promise((resume) => setTimeout(resume, 60));
  }
  const written = await making;
  const [snapshot] = maker.shelf.list();
  if (!snapshot) throw new Error("no snapshot was made");
  const chunks = Array.from({ length: snapshot.chunks }, (_, index) => maker.shelf.chunk(2, 1, index) as Uint8Array);
  const appHash = fromHex(store.hashOf(2) as Hex);
  return {
    folder,
    source,
    maker,
    written,
    snapshot,
    appHash,
    chunks,
    newcomer,
    async restoreInto(chain) {
      const restore = new SnapshotRestore({ store: chain.store, hashing });
      if (restore.offer(snapshot, appHash) !== "accept") throw new Error("the offer was not accepted");
      for (const [index, chunk] of chunks.entries()) {
        const { result } = await restore.applyChunk(index, chunk, "peer");
        if (result !== "accept") throw new Error(`chunk ${index}: ${result}`);
      }
    },
    async close() {
      await maker.close();
      for (const chain of opened) await chain.store.close();
      rmSync(folder, { recursive: true });
    },
  };
}
