// A node that begins at block H: made from another node's snapshot, it serves, indexes, takes extrinsics and makes the same
// next block; what came before it is answered as unknown or pruned, never wrongly (issue 4 §3).

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { silentLogger, writeGenesis } from "@plexus/chain/engine";
import { SnapshotMaker, SnapshotRestore } from "@plexus/chain/snapshots";
import { Store } from "@plexus/chain/store";
import { createRuntimes } from "@plexus/core/runtime";
import { fromHex } from "@plexus/core/scale";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { crypto, hexOf, key, post, sign, spec, startNode, transferCall } from "../testing/testNode.js";
import type { Node } from "./createNode.js";

const folder = mkdtempSync(join(tmpdir(), "plexus-from-snapshot-"));
const alice = key("//Alice");
const bob = key("//Bob");
const H = 12;
let old: Node;
let young: Node;

beforeAll(async () => {
  old = await startNode({ basePath: join(folder, "old") });
  await post(old, "author_submitExtrinsic", [hexOf(sign(old, alice, transferCall(bob, 5n), { nonce: 0 }))]);
  await post(old, "plexus_seal", [H]);
  const { store, events } = old;
  const directory = join(folder, "old/snapshots");
  const maker = new SnapshotMaker({ store, events, directory, intervalBlocks: 0, logger: silentLogger });
  await maker.make(H);
  const [snapshot] = maker.shelf.list();
  if (!snapshot) throw new Error("no snapshot");

  const target = new Store({ directory: join(folder, "young"), keepBlocks: "all" });
  writeGenesis(target, createRuntimes(crypto, spec).genesis, crypto);
  const restore = new SnapshotRestore({ store: target, hashing: crypto });
  expect(restore.offer(snapshot, fromHex(store.hashOf(H) as string))).toBe("accept");
  for (let index = 0; index < snapshot.chunks; index++) {
    const chunk = maker.shelf.chunk(H, snapshot.format, index) as Uint8Array;
    expect((await restore.applyChunk(index, chunk, "old")).result).toBe("accept");
  }
  await target.close();
  await maker.close();
  young = await startNode({ basePath: join(folder, "young") });
}, 60_000);

afterAll(async () => {
  await old?.close();
  await young?.close();
  rmSync(folder, { recursive: true });
});

describe("a node that begins from a snapshot", () => {
  test("knows block 0 and H, and nothing between", async () => {
    const hash = await post(old, "chain_getBlockHash", [H]);
    expect(await post(young, "chain_getBlockHash", [H])).toBe(hash);
    expect(await post(young, "chain_getBlockHash", [0])).toBe(old.genesisHash);
    expect(await post(young, "chain_getFinalizedHead")).toBe(hash);
    expect(await post(young, "chain_getBlockHash", [[0, 5, H]])).toEqual([old.genesisHash, null, hash]);
    expect(await post(young, "chain_getBlock", [hash])).toEqual(await post(old, "chain_getBlock", [hash]));
    const before = await post(old, "chain_getBlockHash", [5]);
    expect(await post(young, "chain_getHeader", [before])).toBeNull();
    expect(await post(young, "chain_getBlock", [before])).toBeNull();
    expect(await post(young, "plexus_getHeader", [5])).toBeNull();
  });

  test("answers from the state of H as the other does, with the same proofs", async () => {
    const hash = await post(old, "chain_getBlockHash", [H]);
    const keys = await post(old, "state_getKeysPaged", ["0x", 1000, null, hash]);
    expect(await post(young, "state_getKeysPaged", ["0x", 1000, null, hash])).toEqual(keys);
    const some = keys.filter((_: string, index: number) => index % 17 === 0);
    expect(await post(young, "plexus_getProofs", [some, hash])).toEqual(
      await post(old, "plexus_getProofs", [some, hash]),
    );
    expect(await post(young, "state_getMetadata")).toBe(await post(old, "state_getMetadata"));
    expect(await post(young, "account_nextIndex", [alice.address])).toBe(1);
  });

  test("says of older state that it is not there", async () => {
    const before = await post(old, "chain_getBlockHash", [5]);
    for (const [method, params] of [
      ["state_getStorage", ["0x00", before]],
      ["plexus_getProof", ["0x00", before]],
      ["state_getStorage", ["0x00", old.genesisHash]],
      ["plexus_getProof", ["0x00", old.genesisHash]],
    ] as const) {
      await expect(post(young, method, params), method).rejects.toMatchObject({
        code: 4003,
        message: expect.stringMatching(/unknown Block: (Header was not found|State already discarded)/),
      });
    }
  });

  test("makes the same next block of the same extrinsic, and indexes from H on", async () => {
    const extrinsic = hexOf(sign(old, alice, transferCall(bob, 7n), { nonce: 1 }));
    const [next] = [await post(young, "author_submitExtrinsic", [extrinsic]).then(() => post(young, "plexus_seal"))];
    expect(next[0].number).toBe(H + 1);
    const { block } = await post(young, "chain_getBlock", [next[0].hash]);
    expect(block.extrinsics).toContain(extrinsic);
    const { application } = old;
    const proposal = {
      parent: application.best,
      number: H + 1,
      digest: block.header.digest.logs.map(fromHex),
      extrinsics: block.extrinsics.map(fromHex),
    };
    expect(application.finalise(proposal).hash).toBe(next[0].hash);
    await expect.poll(() => young.indexer.next, { timeout: 5_000 }).toBe(H + 2);
    const rows = young.indexer.database.all("select number from blocks order by number");
    expect(rows.map(({ number }) => Number(number))).toEqual([0, H, H + 1]);
  });

  test("opens again", async () => {
    const best = young.application.best;
    await young.close();
    young = await startNode({ basePath: join(folder, "young") });
    expect(young.application.best).toEqual(best);
    expect((await post(young, "plexus_seal"))[0].number).toBe(best.number + 1);
  });
});
