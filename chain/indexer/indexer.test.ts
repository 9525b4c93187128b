// The tables follow the chain, survive a restart, and are served as GET /api (CONTRACTS).

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import type { Node } from "../node/index.js";
import { hashOf, hexOf, type Json, key, post, sign, startNode, transferCall } from "../testing/testNode.js";

const alice = key("//Alice");
const bob = key("//Bob");
let node: Node | undefined;
afterEach(async () => {
  await node?.close();
  node = undefined;
});

async function filled(running: Node): Promise<void> {
  while (running.indexer.next <= running.application.best.number) await new Promise((resume) => setImmediate(resume));
}

async function get(running: Node, path: string): Promise<Json> {
  const response = await fetch(`http://127.0.0.1:${running.rpcPort}/api/${path}`);
  return { status: response.status, body: await response.json() };
}

test("blocks, extrinsics, events, transfers and accounts are found again", async () => {
  node = await startNode();
  const good = sign(node, alice, transferCall(bob, 12_345_678_901n), { nonce: 0 });
  const bad = sign(node, alice, transferCall(bob, 10n ** 18n, "transfer_allow_death"), { nonce: 1 });
  for (const extrinsic of [good, bad]) await post(node, "author_submitExtrinsic", [hexOf(extrinsic)]);
  const [block] = await post(node, "plexus_seal", [1]);
  await filled(node);

  const { body } = await get(node, "blocks?limit=1");
  expect(body).toEqual([
    expect.objectContaining({ number: 1, hash: block.hash, parentHash: node.genesisHash, extrinsicCount: 3 }),
  ]);
  const page = (await get(node, `blocks/${block.hash}`)).body;
  expect(page.extrinsics.map((each: Json) => `${each.pallet}.${each.call}`)).toEqual([
    "Timestamp.set",
    "Balances.transfer_keep_alive",
    "Balances.transfer_allow_death",
  ]);
  const found = (await get(node, `extrinsics/${hashOf(good)}`)).body;
  expect(found).toMatchObject({ block: 1, position: 1, signer: alice.address, nonce: 0, success: true, error: null });
  expect(BigInt(found.feeRao)).toBeGreaterThan(0n);
  expect(found.args).toEqual({ dest: { type: "Id", value: bob.address }, value: "12345678901" });
  expect(found.events.map((each: Json) => each.name)).toEqual(
    expect.arrayContaining(["Transfer", "TransactionFeePaid", "ExtrinsicSuccess"]),
  );
  const failed = (await get(node, `extrinsics/${hashOf(bad)}`)).body;
  expect(failed).toMatchObject({ success: false });
  expect(failed.error).toMatch(/^\w+(\.\w+)?$/);
  const account = (await get(node, `accounts/${bob.address}`)).body;
  expect(account.transfers).toEqual([
    expect.objectContaining({ from: alice.address, to: bob.address, amountRao: "12345678901" }),
  ]);
  expect((await get(node, `accounts/${alice.address}`)).body.extrinsics).toHaveLength(2);
});

test("search and refusals", async () => {
  node = await startNode();
  const extrinsic = sign(node, alice, transferCall(bob, 5_000n), { nonce: 0 });
  await post(node, "author_submitExtrinsic", [hexOf(extrinsic)]);
  await post(node, "plexus_seal", [2]);
  await filled(node);
  expect((await get(node, "search?q=1")).body[0]).toEqual({ kind: "block", id: 1, label: "Block 1" });
  expect((await get(node, `search?q=${hashOf(extrinsic).slice(0, 12)}`)).body).toEqual([
    { kind: "extrinsic", id: hashOf(extrinsic), label: "Balances.transfer_keep_alive" },
  ]);
  expect((await get(node, `search?q=${bob.address.slice(0, 8)}`)).body[0]).toMatchObject({
    kind: "account",
    id: bob.address,
  });
  expect((await get(node, "search?q=%25")).body).toEqual([]);
  expect((await get(node, "blocks/99")).status).toBe(404);
  expect((await get(node, "blocks?limit=0")).status).toBe(400);
  expect((await get(node, "nothing")).status).toBe(404);
});

test("each epoch leaves a row a neuron", async () => {
  node = await startNode();
  const register = { pallet: "SubtensorModule", call: "burned_register", args: { netuid: 1, hotkey: bob.accountId } };
  await post(node, "author_submitExtrinsic", [hexOf(sign(node, alice, register, { nonce: 0 }))]);
  await post(node, "plexus_seal", [40]);
  await filled(node);
  const history = (await get(node, "subnets/1/history?epochs=3")).body;
  expect(history.length).toBe(3);
  const [first, second] = history;
  expect(second.epoch).toBe(first.epoch + 1);
  expect(first.neurons).toEqual([
    expect.objectContaining({ uid: 0, hotkey: bob.address, stake: expect.stringMatching(/^\d+$/) }),
  ]);
  expect(first.neurons[0].incentive).toBeTypeOf("number");
  expect((await get(node, `accounts/${bob.address}`)).body.neurons).toHaveLength(1);
});

test("a restart goes on where it stopped; another chain's tables are thrown away", async () => {
  const basePath = mkdtempSync(join(tmpdir(), "plexus-index-"));
  node = await startNode({ basePath });
  node.seal(3);
  await node.close();
  node = await startNode({ basePath });
  node.seal(2);
  await filled(node);
  expect(node.indexer.database.all("select number from blocks order by number").map((row) => row.number)).toEqual([
    0, 1, 2, 3, 4, 5,
  ]);
  node.indexer.database.run("update facts set value = '1 0xother' where name = 'chain'");
  await node.close();
  node = await startNode({ basePath });
  expect(node.indexer.next).toBe(0);
  await filled(node);
  expect(node.indexer.database.get("select count(*) as n from blocks")?.n).toBe(6);
  await node.close();
  node = undefined;
  rmSync(basePath, { recursive: true });
});
