// The new API as polkadot-api uses it (substrate-wire.md §1.3).

import { ss58Encode } from "@plexus/core/crypto";
import { fromHex, type Hex, toHex } from "@plexus/core/scale";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Node } from "../node/index.js";
import {
  crypto,
  hexOf,
  type Json,
  key,
  post,
  sign,
  spec,
  startNode,
  transferCall,
  WireClient,
} from "../testing/testNode.js";

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

describe("chainHead_v1", () => {
  const follow = async (withRuntime = true) => {
    const id = await wire.call("chainHead_v1_follow", [withRuntime]);
    await wire.find((frame) => frame.params?.subscription === id && frame.params.result.event === "bestBlockChanged");
    return id as string;
  };
  const done = async (event: string, operationId: string) =>
    (
      await wire.find(
        (frame) => frame.params?.result?.event === event && frame.params.result.operationId === operationId,
      )
    ).params.result;

  test("initialized, then newBlock before bestBlockChanged before finalized", async () => {
    const id = await follow();
    const [{ hash }] = await post(node, "plexus_seal");
    await wire.find(
      (frame) => frame.params?.result?.finalizedBlockHashes?.[0] === hash && frame.params.result.event === "finalized",
    );
    const events = wire.notifications(id);
    expect(events.map((event) => event.event)).toEqual([
      "initialized",
      "bestBlockChanged",
      "newBlock",
      "bestBlockChanged",
      "finalized",
    ]);
    expect(events[0].finalizedBlockRuntime.spec.apis["0x37e397fc7c91f5e4"]).toBe(2);
    expect(events[2]).toMatchObject({ blockHash: hash, newRuntime: null });
  });

  test("header, body, call and storage of a pinned block; -32801 for any other", async () => {
    const id = await follow(false);
    const { hash } = node.application.best;
    const header = await wire.call("chainHead_v1_header", [id, hash]);
    expect(toHex(crypto.blake2b256(fromHex(header)))).toBe(hash);
    const body = await wire.call("chainHead_v1_body", [id, hash]);
    expect(body.result).toBe("started");
    expect((await done("operationBodyDone", body.operationId)).value).toHaveLength(1);
    const call = await wire.call("chainHead_v1_call", [
      id,
      hash,
      "AccountNonceApi_account_nonce",
      toHex(alice.publicKey),
    ]);
    expect((await done("operationCallDone", call.operationId)).output).toMatch(/^0x[0-9a-f]{8}$/);
    const bad = await wire.call("chainHead_v1_call", [id, hash, "Nope_x", "0x"]);
    expect((await done("operationError", bad.operationId)).error).toContain("is not found");
    const items = [
      { key: await accountKey(), type: "value" },
      { key: "0x", type: "descendantsHashes" },
      { key: "0x26", type: "closestDescendantMerkleValue" },
    ];
    const storage = await wire.call("chainHead_v1_storage", [id, hash, items, null]);
    expect(storage).toMatchObject({ result: "started", discardedItems: 0 });
    await done("operationStorageDone", storage.operationId);
    const sent = wire
      .notifications(id)
      .flatMap((event) => (event.event === "operationStorageItems" ? event.items : []));
    expect(sent[0].value).toBe(await post(node, "state_getStorage", [await accountKey()]));
    expect(sent.length).toBeGreaterThan(5);
    await wire.call("chainHead_v1_unpin", [id, [hash]]);
    await expect(wire.call("chainHead_v1_header", [id, hash])).rejects.toMatchObject({ code: -32801 });
    await expect(wire.call("chainHead_v1_unpin", [id, hash])).rejects.toMatchObject({ code: -32801 });
  });

  test("two follows a connection, not three; unfollow frees one", async () => {
    const first = await follow();
    await follow();
    await expect(wire.call("chainHead_v1_follow", [true])).rejects.toMatchObject({ code: -32800 });
    await wire.call("chainHead_v1_unfollow", [first]);
    await follow();
    expect(await wire.call("chainHead_v1_body", [first, node.application.best.hash])).toEqual({
      result: "limitReached",
    });
  });

  test("archive: storage as a stream, calls with refusals as values", async () => {
    const { hash } = node.application.best;
    const id = await wire.call("archive_v1_storage", [hash, [{ key: "0x26aa", type: "descendantsValues" }], null]);
    await wire.find((frame) => frame.params?.result?.event === "storageDone");
    expect(wire.notifications(id).length).toBeGreaterThan(3);
    expect(await wire.call("archive_v1_call", [hash, "Nope_x", "0x"])).toMatchObject({ success: false });
    expect(await wire.call("archive_v1_hashByHeight", [0])).toEqual([node.genesisHash]);
  });

  test("transaction_v1_broadcast lands in a block", async () => {
    const extrinsic = sign(node, alice, transferCall(bob, 1n), { nonce: await aliceNonce() });
    const operation = await wire.call("transaction_v1_broadcast", [hexOf(extrinsic)]);
    const [{ hash }] = await post(node, "plexus_seal");
    expect((await post(node, "chain_getBlock", [hash])).block.extrinsics).toContain(hexOf(extrinsic));
    expect(await wire.call("transaction_v1_stop", [operation])).toBeNull();
  });

  test("a long storage answer waits for continue and stays the pinned block's", async () => {
    const many = Array.from({ length: 1_500 }, (_, index) => toHex(crypto.sha256(Buffer.from(`${index}`))));
    const balances = many.map((account): [string, string] => [ss58Encode(account), "1000000000"]);
    const crowded = await startNode({
      spec: { ...spec, genesis: { ...spec.genesis, balances: [...spec.genesis.balances, ...balances] } },
    });
    const client = await WireClient.connect(crowded);
    const id = await client.call("chainHead_v1_follow", [false]);
    const hash = crowded.application.best.hash;
    const prefix = (await accountKey()).slice(0, 66);
    const before = await post(crowded, "state_getPairs", [prefix, hash]);
    const { operationId } = await client.call("chainHead_v1_storage", [
      id,
      hash,
      [{ key: prefix, type: "descendantsValues" }],
      null,
    ]);
    await client.find((frame) => frame.params?.result?.event === "operationWaitingForContinue");
    for (const index of [0, 700, 1_400]) {
      const extrinsic = sign(crowded, alice, transferCall({ accountId: many[index] as Hex }, 5_000n), {
        nonce: index === 0 ? 0 : index / 700,
      });
      await post(crowded, "author_submitExtrinsic", [hexOf(extrinsic)]);
    }
    await post(crowded, "plexus_seal");
    await client.call("chainHead_v1_continue", [id, operationId]);
    await client.find((frame) => frame.params?.result?.event === "operationStorageDone");
    const items = client
      .notifications(id)
      .flatMap((event) => (event.event === "operationStorageItems" ? event.items : []));
    expect(items.map((item: Json) => [item.key, item.value])).toEqual(before);
    expect(await post(crowded, "state_getPairs", [prefix])).not.toEqual(before);
    client.close();
    await crowded.close();
  });
});
