// A node that begins at block H: made from another node's snapshot, it serves, indexes, takes extrinsics and makes the same
// next block; what came before it is answered as unknown or pruned, never wrongly (issue 4 §3).

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ChainApplication, silentLogger, writeGenesis } from "@plexus/chain/engine";
import { type Snapshot, SnapshotMaker, SnapshotRestore } from "@plexus/chain/snapshots";
import { Store } from "@plexus/chain/store";
import { createRuntimes } from "@plexus/core/runtime";
import { fromHex } from "@plexus/core/scale";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { crypto, hexOf, key, post, sign, spec, startNode, transferCall, WireClient } from "../testing/testNode.js";
import type { Node } from "./createNode.js";
import { replayChain } from "./replayChain.js";

const folder = mkdtempSync(join(tmpdir(), "plexus-from-snapshot-"));
const alice = key("//Alice");
const bob = key("//Bob");
const H = 12;
let old: Node;
let young: Node;
let snapshot: Snapshot;
let chunks: Uint8Array[];

async function restoreInto(target: Store): Promise<void> {
  const restore = new SnapshotRestore({ store: target, hashing: crypto });
  expect(restore.offer(snapshot, fromHex(old.store.hashOf(H) as string))).toBe("accept");
  for (const [index, chunk] of chunks.entries())
    expect((await restore.applyChunk(index, chunk, "old")).result).toBe("accept");
}

beforeAll(async () => {
  old = await startNode({ basePath: join(folder, "old") });
  await post(old, "author_submitExtrinsic", [hexOf(sign(old, alice, transferCall(bob, 5n), { nonce: 0 }))]);
  await post(old, "plexus_seal", [H]);
  const { store, events } = old;
  const directory = join(folder, "old/snapshots");
  const maker = new SnapshotMaker({ store, events, directory, intervalBlocks: 0, logger: silentLogger });
  await maker.make(H);
  snapshot = maker.shelf.list()[0] as Snapshot;
  chunks = Array.from({ length: snapshot.chunks }, (_, index) => maker.shelf.chunk(H, 1, index) as Uint8Array);
  const target = new Store({ directory: join(folder, "young"), keepBlocks: "all" });
  writeGenesis(target, createRuntimes(crypto, spec).genesis, crypto);
  await restoreInto(target);
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

  test("cannot be replayed from block 0, and says why", async () => {
    await young.close();
    await expect(replayChain({ basePath: join(folder, "young"), spec, crypto })).rejects.toThrow("begin at 12");
    young = await startNode({ basePath: join(folder, "young") });
  });

  test("restored while it serves: those who follow are told to begin anew, and all goes on", async () => {
    const node = await startNode();
    const wire = await WireClient.connect(node);
    const follow = await wire.call("chainHead_v1_follow", [false]);
    const heads = await wire.call("chain_subscribeNewHeads");
    await restoreInto(node.store);
    (node.application as ChainApplication).reopen();
    expect(await post(node, "chain_getBlockHash")).toBe(old.store.hashOf(H));
    await post(node, "author_submitExtrinsic", [hexOf(sign(node, alice, transferCall(bob, 9n), { nonce: 1 }))]);
    const [{ number, hash }] = await post(node, "plexus_seal");
    expect(number).toBe(H + 1);
    expect((await post(node, "chain_getBlock", [hash])).block.extrinsics).toHaveLength(2);
    await wire.find((frame) => frame.params?.subscription === follow && frame.params.result.event === "stop");
    expect(wire.notifications(heads).map((header) => Number(header.number))).toEqual([0, H + 1]);
    const again = await wire.call("chainHead_v1_follow", [false]);
    const begun = await wire.find((frame) => frame.params?.subscription === again);
    expect(begun.params.result.finalizedBlockHashes).toEqual([hash]);
    await post(node, "plexus_seal");
    await wire.find((frame) => frame.params?.subscription === again && frame.params.result.event === "newBlock");
    wire.close();
    await node.close();
  });
});
