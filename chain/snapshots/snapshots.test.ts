// Made beside a chain that goes on, fetched, restored: the newcomer has the same state, root and proofs, and a crash leaves
// block 0 (issue 4 §3, "Done when" 5).

import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ChainEvents, silentLogger } from "@plexus/chain/engine";
import { StateUnavailable, sha256 } from "@plexus/chain/store";
import { verifyProof } from "@plexus/core/merkle";
import { fromHex, type Hex, toHex } from "@plexus/core/scale";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  CHUNK_BYTES,
  extrinsics,
  genesis,
  laterChanges,
  type SnapshotFixture,
  snapshotFixture,
  stateOf,
} from "../testing/snapshotFixture.js";
import { hashing, plainState, StoreChain } from "../testing/storeChain.js";
import { SnapshotMaker } from "./snapshotMaker.js";
import { SnapshotRestore } from "./snapshotRestore.js";

let fixture: SnapshotFixture;
beforeAll(async () => {
  fixture = await snapshotFixture();
}, 60_000);
afterAll(() => fixture.close());

describe("a snapshot", () => {
  test("holds the state of its height although the chain went on, in chunks below the limit", () => {
    const { snapshot, chunks, written } = fixture;
    expect(written).toMatchObject({ height: 2, chunks: 3, entries: 283 });
    expect(snapshot).toMatchObject({ height: 2, format: 1, chunks: 3 });
    expect(sha256(snapshot.metadata)).toEqual(snapshot.hash);
    for (const chunk of chunks) expect(chunk.length).toBeLessThan(10_000_000);
    expect(fixture.maker.shelf.chunk(2, 1, 3)).toBeUndefined();
    expect(fixture.maker.shelf.chunk(2, 2, 0)).toBeUndefined();
    expect(fixture.maker.shelf.chunk(3, 1, 0)).toBeUndefined();
  });

  test("is the same whenever and wherever it is made", async () => {
    const again = new SnapshotMaker({
      store: fixture.source.store,
      events: new ChainEvents(silentLogger),
      directory: join(fixture.folder, "again"),
      intervalBlocks: 0,
      chunkBytes: CHUNK_BYTES,
      logger: silentLogger,
    });
    await again.make(2);
    expect(again.shelf.list()[0]?.hash).toEqual(fixture.snapshot.hash);
    await again.close();
  }, 30_000);

  test("restored: the same state, root, proofs, block and heads; blocks before are unknown, block 0 is not", async () => {
    const chain = fixture.newcomer();
    await fixture.restoreInto(chain);
    const { store } = chain;
    expect(store.head).toMatchObject({ number: 2, hash: toHex(fixture.appHash) });
    expect(store.finalised).toMatchObject({ number: 2, hash: toHex(fixture.appHash) });
    expect(stateOf(chain, 2)).toEqual(stateOf(fixture.source, 2));
    expect(store.block(2)).toEqual(fixture.source.store.block(2));
    expect(store.extrinsic(hashing.blake2b256(extrinsics[1] as Uint8Array))).toEqual({ number: 2, index: 1 });
    expect(store.hashOf(0)).toBe(fixture.source.store.hashOf(0));
    expect(store.hashOf(1)).toBeUndefined();
    expect(store.block(1)).toBeUndefined();
    expect([store.earliestState, store.earliestBlock]).toEqual([2, 2]);
    expect(() => store.at(1)).toThrow(StateUnavailable);
    const [key] = genesis.keys();
    const { root, entries } = await store.prove([fromHex(key as Hex)], 2);
    const [entry] = entries;
    expect(entry && verifyProof(hashing, fromHex(root), entry.key, entry.value, entry.proof)).toBe(true);
    for (let number = 3; number < 8; number++) {
      const hash = chain.add(laterChanges(number));
      expect(hash).toBe(fixture.source.store.hashOf(number));
    }
    expect(stateOf(chain, 3)).toEqual(stateOf(fixture.source, 3));
    expect((await store.prove([fromHex(key as Hex)], 2)).root).toBe(root);
  });

  test("restored on disk: it opens again at that block", async () => {
    const directory = join(fixture.folder, "reopened");
    const first = new StoreChain({ directory, keepBlocks: "all" });
    first.add(genesis);
    await fixture.restoreInto(first);
    await first.store.close();
    const second = fixture.newcomer({ directory });
    expect(second.store.head).toMatchObject({ number: 2, hash: toHex(fixture.appHash) });
    expect(stateOf(second, 2)).toEqual(stateOf(fixture.source, 2));
    expect(() => second.store.restore()).toThrow("block 0 alone");
  });

  test("half restored: block 0 is what is read meanwhile and after a crash, and it can begin again", async () => {
    const directory = join(fixture.folder, "crashed");
    const first = new StoreChain({ directory, keepBlocks: "all" });
    first.add(genesis);
    const before = stateOf(first, 0);
    const restore = new SnapshotRestore({ store: first.store, hashing });
    expect(restore.offer(fixture.snapshot, fixture.appHash)).toBe("accept");
    await restore.applyChunk(0, fixture.chunks[0] as Uint8Array, "peer");
    expect(stateOf(first, 0)).toEqual(before);
    expect(first.store.head?.number).toBe(0);
    // No goodbye: the store is closed as it stands.
    await first.store.close();
    const second = fixture.newcomer({ directory });
    expect(second.store.head?.number).toBe(0);
    expect(stateOf(second, 0)).toEqual(before);
    await fixture.restoreInto(second);
    expect(stateOf(second, 2)).toEqual(stateOf(fixture.source, 2));
  });
});

describe("the shelf", () => {
  test("keeps the newest, sweeps what was never finished, makes them at the interval", async () => {
    const directory = join(fixture.folder, "shelf");
    const chain = fixture.newcomer({ directory: join(fixture.folder, "shelved") });
    const events = new ChainEvents(silentLogger);
    const options = { store: chain.store, events, directory, intervalBlocks: 2, kept: 2, logger: silentLogger };
    const first = new SnapshotMaker(options);
    for (let number = 1; number <= 7; number++) {
      chain.add(plainState(5, 10, `block ${number}`));
      events.tell("finalised", { number } as never);
      if (number % 2 === 0) {
        await expect.poll(() => first.shelf.heights()[0], { timeout: 15_000 }).toBe(number);
        await first.idle();
      }
    }
    expect(first.shelf.heights()).toEqual([6, 4]);
    await first.close();
    mkdirSync(join(directory, ".making-8"));
    mkdirSync(join(directory, "10"));
    writeFileSync(join(directory, "10", "manifest"), "no manifest");
    const second = new SnapshotMaker(options);
    expect(readdirSync(directory).sort()).toEqual(["4", "6"]);
    await second.close();
  }, 60_000);

  test("a height that is not kept is logged, not thrown", async () => {
    const errors: unknown[] = [];
    const logger = { ...silentLogger, error: (fields: object) => errors.push(fields) };
    const other = new SnapshotMaker({
      store: fixture.source.store,
      events: new ChainEvents(silentLogger),
      directory: join(fixture.folder, "none"),
      intervalBlocks: 0,
      logger,
    });
    expect(await other.make(99)).toBeUndefined();
    expect(errors).toHaveLength(1);
    await other.close();
  });
});
