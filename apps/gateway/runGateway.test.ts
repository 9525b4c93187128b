// The whole gateway over a real node: deposit, answer, payment, withdrawal, restart, a node that is away (spec: issue §6).
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { silentLogger } from "@plexus/chain/engine";
import { createNode, type Node } from "@plexus/chain/node";
import { verifyReceipt } from "@plexus/client/axon";
import {
  connect,
  getBalance,
  type PlexusClient,
  registerNeuron,
  serveAxon,
  setCommitment,
  setOffer,
  transfer,
} from "@plexus/client/sdk";
import { createColdkey, createHotkey } from "@plexus/client/wallet";
import type { CryptoProvider, KeyPair } from "@plexus/core/crypto";
import { nativeCrypto } from "@plexus/core/crypto/native";
import { developmentSpec } from "@plexus/core/runtime";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { askControl } from "../control/askControl.js";
import { runGateway } from "./runGateway.js";
import { startTestMiner, type TestMiner } from "./testing/testMiner.js";

const folder = mkdtempSync(join(tmpdir(), "plexus-run-"));
const dataPath = join(folder, "gateway");
const port = 20_000 + (process.pid % 20_000);
const url = `http://127.0.0.1:${port}`;
const tempo = 8;

let crypto: CryptoProvider;
let node: Node;
let client: PlexusClient;
let miner: TestMiner;
let alice: KeyPair;
let running: { stop(): Promise<void> };

function start(): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const done = runGateway(
    {
      dataPath,
      port,
      rpcUrl: `ws://127.0.0.1:${node.rpcPort}`,
      netuid: 1,
      identity: { wallet: "gateway", hotkey: "default", walletPath: folder },
    },
    stopping.signal,
  );
  return {
    async stop() {
      stopping.abort();
      await done;
    },
  };
}

const isReady = () =>
  fetch(`${url}/ready`).then(
    (response) => response.status,
    () => 0,
  );

beforeAll(async () => {
  process.env.PLEXUS_LOG_LEVEL = process.env.TEST_LOG ?? "silent";
  crypto = await nativeCrypto();
  alice = crypto.keyring.fromUri("//Alice");
  const spec = developmentSpec({ blockTimeMs: 250, tempo });
  node = await createNode({
    spec,
    crypto,
    basePath: null,
    rpcPort: 0,
    rpcExternal: false,
    prometheusPort: null,
    sealing: { kind: "interval", ms: 250 },
    archive: true,
    name: "t",
    logger: silentLogger,
  });
  client = await connect(`ws://127.0.0.1:${node.rpcPort}`, { crypto });
  const coldkey = await createColdkey({ name: "gateway", path: folder, crypto, password: null });
  await createHotkey({ name: "gateway", path: folder, crypto });
  await transfer(client, alice, { to: coldkey.address, amountRao: 10n ** 10n });

  // A miner by ordinary extrinsics, as in the real network; the coldkey that is paid does not exist yet.
  miner = await startTestMiner(crypto, { uri: "//M", uid: 0, incentive: 0 });
  const cold = crypto.keyring.fromUri("//M//cold");
  await transfer(client, alice, { to: cold.address, amountRao: 3n * 10n ** 9n });
  expect((await registerNeuron(client, cold, { netuid: 1, hotkey: miner.key.address })).ok).toBe(true);
  const offer = {
    netuid: 1,
    model: "test-model",
    priceIn: 10n ** 9n,
    priceOut: 2n * 10n ** 9n,
    slots: 4,
    validFor: 1_000,
  };
  const results = [
    await serveAxon(client, miner.key, { netuid: 1, ip: "127.0.0.1", port: miner.axon.port }),
    await setOffer(client, miner.key, offer),
    await setCommitment(client, miner.key, { netuid: 1, model: "test-model", sha256: "ab".repeat(32), bytes: 1 }),
  ];
  expect(results.map((result) => result.error)).toEqual([undefined, undefined, undefined]);
  running = start();
  await vi.waitFor(async () => expect(await isReady()).toBe(200), { timeout: 20_000 });
}, 60_000);

afterAll(async () => {
  await running?.stop();
  client?.close();
  await miner?.close();
  await node?.close();
  rmSync(folder, { recursive: true, force: true });
}, 20_000);

it("credits a real transfer, charges to the rao, pays the coldkey by the next tempo, and gives the rest back", {
  timeout: 150_000,
}, async () => {
  const made = (await askControl(dataPath, "POST", "/keys", { name: "laptop" })) as {
    key: string;
    id: string;
    depositAddress: string;
  };
  await transfer(client, alice, { to: made.depositAddress, amountRao: 500_000_000n });
  const key = () => askControl(dataPath, "GET", `/keys/${made.id}`) as Promise<{ balanceRao: string }>;
  await expect.poll(async () => (await key()).balanceRao, { timeout: 20_000 }).toBe("500000000");

  const coldkey = miner.view.coldkey;
  const before = (await getBalance(client, coldkey)).freeRao;
  const response = await fetch(`${url}/v1/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${made.key}`, "content-type": "application/json" },
    body: JSON.stringify({ model: "plexus/text", messages: [{ role: "user", content: "capital?" }] }),
  });
  expect(response.status).toBe(200);
  const charge = BigInt(response.headers.get("x-plexus-charge-rao") as string);
  expect(charge).toBe(7n * 1_000n + 5n * 2_000n);
  expect((await key()).balanceRao).toBe((500_000_000n - charge).toString());
  const receipt = await (await fetch(`${url}/v1/receipts/${response.headers.get("x-plexus-receipt")}`)).json();
  expect(verifyReceipt(receipt, crypto)).toEqual({ ok: true, problems: [] });
  const { price_block, price_block_hash } = receipt as { price_block: number; price_block_hash: string };
  expect((await client.headerAt(price_block)).hash).toBe(price_block_hash);

  await expect
    .poll(async () => (await getBalance(client, coldkey)).freeRao, { timeout: 250 * (tempo + 6) + 20_000 })
    .toBe(before + charge);
  const home = crypto.keyring.fromUri("//Home").address;
  await askControl(dataPath, "POST", `/keys/${made.id}/withdraw`, { to: home, amountRao: "1000000" });
  await expect.poll(async () => (await getBalance(client, home)).freeRao, { timeout: 20_000 }).toBe(1_000_000n);
  await expect
    .poll(async () => askControl(dataPath, "GET", "/ledger"), { timeout: 20_000 })
    .toMatchObject({
      problems: [],
      deposits: "500000000",
      owed: "0",
      settling: "0",
      paid: charge.toString(),
      withdrawn: "1000000",
      withdrawing: "0",
    });
  await expect.poll(async () => (await getBalance(client, made.depositAddress)).freeRao, { timeout: 30_000 }).toBe(0n);
});

it("goes on after a restart where it was, and credits what came in between", { timeout: 90_000 }, async () => {
  const { keys } = (await askControl(dataPath, "GET", "/keys")) as {
    keys: { id: string; depositAddress: string; balanceRao: string }[];
  };
  const first = keys[0] as (typeof keys)[number];
  await running.stop();
  await transfer(client, alice, { to: first.depositAddress, amountRao: 7_000_000n });
  running = start();
  await expect.poll(isReady, { timeout: 20_000 }).toBe(200);
  await expect
    .poll(async () => ((await askControl(dataPath, "GET", `/keys/${first.id}`)) as typeof first).balanceRao)
    .toBe((BigInt(first.balanceRao) + 7_000_000n).toString());
  const models = (await (await fetch(`${url}/v1/models`)).json()) as { data: { id: string }[] };
  expect(models.data.map((model) => model.id)).toEqual(["plexus/text", "test-model"]);
});

it("routes on by its last view while the node is away, and says so", { timeout: 90_000 }, async () => {
  await node.close();
  await expect.poll(isReady, { timeout: 25_000, interval: 500 }).toBe(503);
  const routing = (await (await fetch(`${url}/v1/routing`)).json()) as { miners: { share: number }[] };
  expect(routing.miners[0]?.share).toBe(1);
});
