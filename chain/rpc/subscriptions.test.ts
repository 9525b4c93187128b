// What a client is told and when (substrate-wire.md §1.5): extrinsics, heads, storage.

import { toHex } from "@plexus/core/scale";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Node } from "../node/index.js";
import { crypto, hashOf, hexOf, key, post, sign, startNode, transferCall, WireClient } from "../testing/testNode.js";

const alice = key("//Alice");
const bob = key("//Bob");
let node: Node;
let wire: WireClient;

beforeAll(async () => {
  node = await startNode();
});
afterAll(() => node.close());
beforeEach(async () => {
  wire = await WireClient.connect(node);
});
afterEach(() => wire.close());

const aliceNonce = () => post(node, "account_nextIndex", [alice.address]);
const accountKey = async (account = alice) => {
  const prefix = Buffer.concat([crypto.twox128(Buffer.from("System")), crypto.twox128(Buffer.from("Account"))]);
  return toHex(Buffer.concat([prefix, crypto.blake2b128(account.publicKey), account.publicKey]));
};

describe("extrinsics", () => {
  test("watch: reply first, then ready, inBlock, finalized; the nonce counts the pool", async () => {
    const nonce = await aliceNonce();
    const extrinsic = sign(node, alice, transferCall(bob, 1_000n), { nonce });
    const id = await wire.call("author_submitAndWatchExtrinsic", [hexOf(extrinsic)]);
    expect(await aliceNonce()).toBe(nonce + 1);
    expect(await post(node, "author_pendingExtrinsics")).toContain(hexOf(extrinsic));
    const [{ hash }] = await post(node, "plexus_seal");
    await wire.find((frame) => frame.params?.result?.finalized);
    expect(wire.notifications(id)).toEqual(["ready", { inBlock: hash }, { finalized: hash }]);
    const replyAt = wire.frames.findIndex((frame) => frame.result === id);
    expect(wire.frames.findIndex((frame) => frame.params?.subscription === id)).toBeGreaterThan(replyAt);
    expect(await wire.call("author_unwatchExtrinsic", [id])).toBe(true);
    expect((await post(node, "chain_getBlock", [hash])).block.extrinsics).toContain(hexOf(extrinsic));
    expect(await post(node, "author_pendingExtrinsics")).toEqual([]);
  });

  test("refusals carry the codes of Substrate", async () => {
    const nonce = await aliceNonce();
    const stale = sign(node, alice, transferCall(bob, 1n), { nonce: 0 });
    await expect(post(node, "author_submitExtrinsic", [hexOf(stale)])).rejects.toEqual({
      code: 1010,
      message: "Invalid Transaction",
      data: "Transaction is outdated",
    });
    const forged = sign(node, alice, transferCall(bob, 1n), { nonce });
    forged[60] = (forged[60] as number) ^ 1;
    await expect(post(node, "author_submitExtrinsic", [hexOf(forged)])).rejects.toEqual({
      code: 1010,
      message: "Invalid Transaction",
      data: "Transaction has a bad signature",
    });
    const poor = sign(node, key("//Nobody"), transferCall(bob, 1n), { nonce: 0 });
    await expect(post(node, "author_submitExtrinsic", [hexOf(poor)])).rejects.toMatchObject({
      code: 1010,
      data: expect.stringContaining("Inability to pay"),
    });
    const good = sign(node, alice, transferCall(bob, 1n), { nonce });
    expect(await post(node, "author_submitExtrinsic", [hexOf(good)])).toBe(hashOf(good));
    await expect(post(node, "author_submitExtrinsic", [hexOf(good)])).rejects.toMatchObject({ code: 1013 });
    const cheap = sign(node, alice, transferCall(bob, 2n), { nonce });
    await expect(post(node, "author_submitExtrinsic", [hexOf(cheap)])).rejects.toMatchObject({ code: 1014 });
    await expect(post(node, "author_submitExtrinsic", ["0x0102"])).rejects.toMatchObject({ code: 1010 });
    await post(node, "plexus_seal");
  });

  test("five at once, out of order, all land in one block", async () => {
    const nonce = await aliceNonce();
    for (const offset of [4, 2, 0, 1, 3]) {
      await post(node, "author_submitExtrinsic", [
        hexOf(sign(node, alice, transferCall(bob, 1n), { nonce: nonce + offset })),
      ]);
    }
    expect(await aliceNonce()).toBe(nonce + 5);
    const [{ hash }] = await post(node, "plexus_seal");
    expect((await post(node, "chain_getBlock", [hash])).block.extrinsics).toHaveLength(6);
  });
});

describe("subscriptions", () => {
  test("heads: the present one, then each, under all names; none after unsubscribing", async () => {
    const best = await wire.call("chain_subscribeNewHead");
    const final = await wire.call("chain_subscribeFinalizedHeads");
    const all = await wire.call("chain_subscribeAllHeads");
    const before = node.application.best.number;
    await post(node, "plexus_seal", [3]);
    await wire.find((frame) => frame.params?.subscription === all && Number(frame.params.result.number) === before + 3);
    for (const id of [best, final, all]) {
      expect(wire.notifications(id).map((header) => Number(header.number))).toEqual([
        before,
        before + 1,
        before + 2,
        before + 3,
      ]);
    }
    const names = new Set(wire.frames.filter((frame) => frame.method).map((frame) => frame.method));
    expect(names).toEqual(new Set(["chain_newHead", "chain_finalizedHead", "chain_allHead"]));
    expect(await wire.call("chain_unsubscribeNewHead", [best])).toBe(true);
    expect(await wire.call("chain_unsubscribeNewHead", [best])).toBe(false);
    const heard = wire.notifications(best).length;
    await post(node, "plexus_seal");
    await wire.call("system_name");
    expect(wire.notifications(best)).toHaveLength(heard);
  });

  test("storage: all keys first, then only what changed", async () => {
    const mine = await accountKey();
    const id = await wire.call("state_subscribeStorage", [[mine, "0xdead"]]);
    await post(node, "plexus_seal");
    await post(node, "author_submitExtrinsic", [
      hexOf(sign(node, alice, transferCall(bob, 1n), { nonce: await aliceNonce() })),
    ]);
    const [{ hash }] = await post(node, "plexus_seal");
    await wire.find((frame) => frame.params?.result?.block === hash);
    const [first, ...later] = wire.notifications(id);
    expect(first.changes.map(([name]: [string]) => name)).toEqual([mine, "0xdead"]);
    expect(later).toHaveLength(1);
    expect(later[0].changes).toEqual([[mine, await post(node, "state_getStorage", [mine])]]);
  });

  test("in a batch the replies come before the first notification", async () => {
    wire.socket.send(JSON.stringify([1, 2].map((id) => ({ jsonrpc: "2.0", id, method: "chain_subscribeNewHeads" }))));
    await wire.find((frame) => frame.method === "chain_newHead");
    expect(Array.isArray(wire.frames[0])).toBe(true);
  });

  test("in a batch with a call that takes its time the replies keep their order and come first too", async () => {
    const [heads, proof, chain] = await wire.batch([
      ["chain_subscribeNewHeads", []],
      ["plexus_getProof", [await accountKey()]],
      ["system_chain", []],
    ]);
    expect(proof.proof.siblings.length).toBeGreaterThan(0);
    expect(chain).toBe("Plexus Local");
    await wire.find((frame) => frame.params?.subscription === heads);
    const replyAt = wire.frames.findIndex((frame) => Array.isArray(frame));
    expect(wire.frames.findIndex((frame) => frame.params?.subscription === heads)).toBeGreaterThan(replyAt);
    const many = Array.from({ length: 33 }, () => ["plexus_getProof", ["0x00"]] as const);
    wire.socket.send(
      JSON.stringify(many.map(([method, params], id) => ({ jsonrpc: "2.0", id: `p${id}`, method, params }))),
    );
    expect((await wire.find((frame) => frame.error?.code === -32010)).error.message).toContain("at most 32");
  });

  test("are limited per connection", async () => {
    for (let count = 0; count < 1024; count++)
      wire.socket.send(`{"jsonrpc":"2.0","id":${count},"method":"state_subscribeRuntimeVersion"}`);
    await wire.find((frame) => frame.id === 1023, 15_000);
    await expect(wire.call("state_subscribeRuntimeVersion")).rejects.toMatchObject({ code: -32006 });
  });
});
