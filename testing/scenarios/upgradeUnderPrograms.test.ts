// An upgrade of the chain while programs are at work on it: none is restarted, no money is lost, and a client that signed for
// the old rules signs again for the new ones (issue 4 §4).
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { silentLogger } from "@plexus/chain/engine";
import { createNode, type Node } from "@plexus/chain/node";
import {
  addStake,
  connect,
  getBalance,
  getNodeRelease,
  getUpgrades,
  type PlexusClient,
  scheduleUpgradeCall,
  setCommitment,
  setOffer,
  setWeights,
  sudo,
  transfer,
  transferCall,
} from "@plexus/client/sdk";
import type { KeyPair } from "@plexus/core/crypto";
import { nativeCrypto } from "@plexus/core/crypto/native";
import { developmentSpec } from "@plexus/core/runtime";
import type { Hex } from "@plexus/core/scale";
import { afterAll, expect, it } from "vitest";
import { askControl } from "../../apps/control/askControl.js";
import { runGateway } from "../../apps/gateway/runGateway.js";
import { startRealNetwork } from "../gateway/realNetwork.js";

const crypto = await nativeCrypto();
const key = (uri: string) => crypto.keyring.fromUri(uri);
const [alice, bob, charlie] = [key("//Alice"), key("//Bob"), key("//Charlie")];
const releaseHash: Hex = `0x${"cd".repeat(32)}`;
const folder = mkdtempSync(join(tmpdir(), "plexus-through-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function schedule(client: PlexusClient, atBlock: number) {
  return sudo(client, alice, scheduleUpgradeCall({ specVersion: 463, atBlock, releaseHash }));
}

const newSpec = developmentSpec({ blockTimeMs: 250, tempo: 20 });

async function manualNode(spec = newSpec): Promise<Node> {
  return createNode({
    spec,
    crypto,
    basePath: null,
    rpcPort: 0,
    rpcExternal: false,
    prometheusPort: null,
    sealing: { kind: "manual" },
    archive: true,
    name: "through",
    logger: silentLogger,
  });
}

it("a client signs for the rules of the next block, and again where they changed under a waiting transaction", async () => {
  const node = await manualNode();
  const client = await connect(`ws://127.0.0.1:${node.rpcPort}`, { crypto });
  const pending = async () => ((await client.request("author_pendingExtrinsics")) as unknown[]).length;
  const sealed = async <T>(work: Promise<T>): Promise<T> => {
    await expect.poll(pending, { interval: 5 }).toBeGreaterThan(0);
    node.seal();
    return work;
  };
  expect(await sealed(schedule(client, 7))).toMatchObject({ ok: true });
  expect(await getUpgrades(client)).toMatchObject({
    current: 462,
    scheduled: { specVersion: 463, atBlock: 7, releaseHash },
    history: [],
    noticePeriodBlocks: 5,
  });
  expect((await getNodeRelease(client)).knownSpecVersions).toEqual([461, 462, 463]);
  expect(client.declarations.version.specVersion).toBe(462);
  const scheduledIn = (await client.bestHead()).hash;
  node.seal(4);
  // It waits for the nonce before it, past the end of the rules that it is signed for.
  const early = transfer(client, bob, { to: charlie.address, amountRao: 2_000n }, { nonce: 1 });
  await expect.poll(() => node.pool.counts().future, { interval: 5 }).toBe(1);
  node.seal();
  expect(node.application.best.number).toBe(6);
  await expect.poll(() => client.declarations.version.specVersion, { interval: 5 }).toBe(463);
  await expect.poll(() => node.pool.counts().future, { interval: 5 }).toBe(1);
  const first = transfer(client, bob, { to: charlie.address, amountRao: 1_000n }, { nonce: 0 });
  await expect.poll(() => node.pool.counts().ready, { interval: 5 }).toBe(2);
  node.seal();
  expect(await first).toMatchObject({ ok: true, blockNumber: 7 });
  expect(await early).toMatchObject({ ok: true, blockNumber: 7 });

  // A client that asked just before the switch and handed over just after it is refused, asks again, signs again.
  const request = client.rpc.request.bind(client.rpc);
  let stale = 1;
  client.rpc.request = async (method, params, options) => {
    const answer = await request(method, params, options);
    return method === "state_getRuntimeVersion" && stale-- > 0 ? { ...(answer as object), specVersion: 462 } : answer;
  };
  expect(await sealed(transfer(client, bob, { to: charlie.address, amountRao: 3_000n }))).toMatchObject({ ok: true });
  expect(stale).toBeLessThan(0);

  expect(await getUpgrades(client)).toMatchObject({
    current: 463,
    scheduled: undefined,
    history: [{ specVersion: 463, atBlock: 7 }],
  });
  const old = await client.blockEvents(scheduledIn);
  expect(old.declarations.version.specVersion).toBe(462);
  expect(old.records.map(({ event }) => event.name)).toContain("Scheduled");
  client.close();
  await node.close();
}, 30_000);

it("a client that does not know the rules says so and stops", async () => {
  const node = await manualNode();
  const client = await connect(`ws://127.0.0.1:${node.rpcPort}`, { crypto });
  const request = client.rpc.request.bind(client.rpc);
  client.rpc.request = async (method, params, options) =>
    method === "state_getRuntimeVersion"
      ? { specName: "node-subtensor", specVersion: 999 }
      : request(method, params, options);
  const refused = transfer(client, bob, { to: charlie.address, amountRao: 1_000n });
  await expect(refused).rejects.toMatchObject({ code: "SpecMismatch", message: expect.stringContaining("rules 999") });
  client.close();
  await node.close();
});

it("a chain of the first release is spoken with under its own rules, which never change", async () => {
  const { specVersion: _, ...oldSpec } = newSpec;
  const node = await manualNode(oldSpec);
  const client = await connect(`ws://127.0.0.1:${node.rpcPort}`, { crypto });
  expect(client.declarations.version.specVersion).toBe(461);
  const paid = transfer(client, bob, { to: charlie.address, amountRao: 1_000n });
  await expect.poll(() => node.pool.counts().ready, { interval: 5 }).toBe(1);
  node.seal();
  expect(await paid).toMatchObject({ ok: true });
  expect(await getUpgrades(client)).toBeUndefined();
  await expect(schedule(client, 50)).rejects.toMatchObject({ code: "BadInput" });
  client.close();
  await node.close();
});

/** A gateway with a customer's key that holds 1,000 TAO. */
async function startGateway(client: PlexusClient, rpcUrl: string) {
  const stopping = new AbortController();
  const port = 20_000 + (process.pid % 20_000);
  const dataPath = join(folder, "gateway");
  const identity = { wallet: "gateway", hotkey: "default", walletPath: folder };
  const done = runGateway({ dataPath, port, rpcUrl, netuid: 1, identity }, stopping.signal);
  const url = `http://127.0.0.1:${port}`;
  const isReady = () =>
    fetch(`${url}/ready`).then(
      ({ status }) => status === 200,
      () => false,
    );
  await expect.poll(isReady, { timeout: 20_000 }).toBe(true);
  const made = (await askControl(dataPath, "POST", "/keys", { name: "laptop" })) as Record<
    "key" | "depositAddress",
    string
  >;
  await transfer(client, alice, { to: made.depositAddress, amountRao: 10n ** 12n });
  const ledger = () => askControl(dataPath, "GET", "/ledger") as Promise<Record<string, string>>;
  await expect.poll(async () => (await ledger()).deposits, { timeout: 20_000 }).toBe((10n ** 12n).toString());
  return {
    isReady,
    ledger,
    /** Asks the market and returns what it cost, rao. */
    async ask(): Promise<bigint> {
      const response = await fetch(`${url}/v1/chat/completions`, {
        method: "POST",
        headers: { authorization: `Bearer ${made.key}`, "content-type": "application/json" },
        body: JSON.stringify({ model: "plexus/text", messages: [{ role: "user", content: "capital?" }] }),
      });
      expect(response.status).toBe(200);
      return BigInt(response.headers.get("x-plexus-charge-rao") as string);
    },
    async close() {
      stopping.abort();
      await done;
    },
  };
}

/** What a miner does that goes on serving: a new offer, a new commitment. */
async function renew(client: PlexusClient, hotkey: KeyPair): Promise<boolean> {
  const price = { priceIn: 300n * 10n ** 9n, priceOut: 70n * 10n ** 9n };
  const offer = { netuid: 1, model: "test-model", ...price, slots: 8, validFor: 100_000 };
  const commitment = { netuid: 1, model: "test-model", sha256: "cd".repeat(32), bytes: 2 };
  return (await setOffer(client, hotkey, offer)).ok && (await setCommitment(client, hotkey, commitment)).ok;
}

it("gateway, miners and a validator go on through it, and every rao is accounted for", async () => {
  const network = await startRealNetwork(crypto, folder);
  const { client, miners } = network;
  const gateway = await startGateway(client, client.url);
  const validator = miners[0]?.miner.key as KeyPair;
  const stake = { hotkey: validator.address, netuid: 0, amountRao: 10n ** 12n };
  expect((await addStake(client, alice, stake)).ok).toBe(true);
  const vote = () =>
    setWeights(client, validator, { netuid: 1, weights: [{ uid: 1, weight: 1 }] }).then(
      ({ ok }) => ok,
      () => false,
    );
  // The permit comes with an epoch.
  await expect.poll(vote, { timeout: 10_000 }).toBe(true);
  const atBlock = (await client.bestHead()).number + 14;
  expect(await schedule(client, atBlock)).toMatchObject({ ok: true });
  const versions = new Set<number>();
  let charged = 0n;
  // A customer asks, others pay: every quarter of a second, from before the switch until well after it.
  for (let height = 0; height < atBlock + 10; height = (await client.bestHead()).number) {
    versions.add(client.declarations.version.specVersion);
    const [one, other, cost] = await Promise.all([
      transfer(client, charlie, { to: bob.address, amountRao: 1_000n }),
      client.submit(transferCall({ to: bob.address, amountRao: 1_000n }), alice),
      gateway.ask(),
    ]);
    expect([height, one.error, other.error]).toEqual([height, undefined, undefined]);
    charged += cost;
  }
  expect([...versions]).toEqual([462, 463]);
  expect(await Promise.all(miners.map(({ miner }) => renew(client, miner.key)))).toEqual([true, true, true]);
  expect([await vote(), await gateway.isReady()]).toEqual([true, true]);
  await expect
    .poll(gateway.ledger, { timeout: 60_000 })
    .toMatchObject({ problems: [], owed: "0", settling: "0", paid: charged.toString() });
  const paid = await Promise.all(
    miners.map(async ({ coldkey, startRao }) => (await getBalance(client, coldkey)).freeRao - startRao),
  );
  expect(paid.reduce((sum, each) => sum + each, 0n)).toBe(charged);
  await gateway.close();
  await network.close();
}, 120_000);
