// client/sdk against a real node: the first journey of architecture §4, from the client's side.
import { mkdtemp } from "node:fs/promises";
import { type AddressInfo, connect as connectTcp, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createNode, type Node, type NodeOptions } from "@plexus/chain/node";
import {
  addStake,
  batch,
  clearOffer,
  connect,
  decreaseTake,
  getBalance,
  getCommitments,
  getHyperparameters,
  getMetagraph,
  getNeurons,
  getNextEpochBlock,
  getOffers,
  getRegistrationCost,
  getStake,
  getSubnetCost,
  getSubnets,
  getUid,
  getWeights,
  increaseTake,
  netuidAdded,
  type PlexusClient,
  registerNeuron,
  registerRoot,
  registerSubnet,
  removeStake,
  serveAxon,
  setCommitment,
  setOffer,
  setWeights,
  startSubnet,
  transfer,
  transferAll,
  transferCall,
} from "@plexus/client/sdk";
import { nativeCrypto } from "@plexus/core/crypto/native";
import { Account, developmentSpec } from "@plexus/core/runtime";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const crypto = await nativeCrypto();
const key = (uri: string) => crypto.keyring.fromUri(uri);
const [alice, bob, charlie] = [key("//Alice"), key("//Bob"), key("//Charlie")];
const tao = 1_000_000_000n;
const silent = { debug() {}, info() {}, warn() {}, error() {}, trace() {}, fatal() {}, child: () => silent } as never;

function nodeOptions(rpcPort: number, basePath: string | null): NodeOptions {
  return {
    spec: developmentSpec({ blockTimeMs: 250, tempo: 20 }),
    crypto,
    basePath,
    rpcPort,
    rpcExternal: false,
    prometheusPort: null,
    sealing: { kind: "interval", ms: 250 },
    archive: true,
    name: "scenario",
    logger: silent,
  };
}

const start = (rpcPort: number, basePath: string | null) => createNode(nodeOptions(rpcPort, basePath));

/** A wire to the node that can be cut. */
async function wireTo(port: number) {
  const open = new Set<Socket>();
  let whole = true;
  const server = createServer((near) => {
    const far = connectTcp(port, "127.0.0.1");
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on("error", () => {}).on("close", () => open.delete(socket));
    }
    if (!whole) near.destroy();
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const destroyAll = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut() {
      whole = false;
      destroyAll();
    },
    mend() {
      whole = true;
    },
    close() {
      server.close();
      destroyAll();
    },
  };
}

let node: Node;
let client: PlexusClient;
beforeAll(async () => {
  node = await start(0, null);
  client = await connect(`ws://127.0.0.1:${node.rpcPort}`, { crypto });
});
afterAll(async () => {
  client?.close();
  await node?.close();
});

async function waitUntil(condition: () => Promise<boolean>, timeoutMs = 20_000): Promise<void> {
  const stop = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > stop) throw new Error("what was waited for did not come");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function waitBlocks(count: number): Promise<void> {
  const from = (await client.finalizedHead()).number;
  await waitUntil(async () => (await client.finalizedHead()).number >= from + count);
}

describe("transfers", () => {
  it("stand in a block, then finalised, to the rao, with fee and nonce and nothing else", async () => {
    const before = await Promise.all([alice, bob, charlie].map((each) => getBalance(client, each.address)));
    const result = await transfer(client, alice, { to: bob.address, amountRao: 5n * tao }, { wait: "finalized" });
    expect(result).toMatchObject({ ok: true });
    const after = await Promise.all(
      [alice, bob, charlie].map((each) => getBalance(client, each.address, { at: result.blockHash })),
    );
    expect(result.feeRao).toBeGreaterThan(0n);
    expect(after[0]).toEqual({
      ...before[0],
      freeRao: (before[0]?.freeRao ?? 0n) - 5n * tao - result.feeRao,
      nonce: (before[0]?.nonce ?? 0) + 1,
    });
    expect(after[1]).toEqual({ ...before[1], freeRao: (before[1]?.freeRao ?? 0n) + 5n * tao });
    expect(after[2]).toEqual(before[2]);
    expect((await client.finalizedHead()).number).toBeGreaterThanOrEqual(result.blockNumber);
  });

  it("five at once all land, with nonces in turn", async () => {
    const before = await getBalance(client, bob.address);
    const results = await Promise.all(
      [1n, 2n, 3n, 4n, 5n].map((amount) => transfer(client, alice, { to: bob.address, amountRao: amount * tao })),
    );
    expect(results.map(({ ok }) => ok)).toEqual([true, true, true, true, true]);
    expect((await getBalance(client, bob.address)).freeRao - before.freeRao).toBe(15n * tao);
  });

  it("an overdraft is refused with a decoded error, its fee and nonce charged", async () => {
    const before = await getBalance(client, charlie.address);
    const result = await transfer(client, charlie, { to: bob.address, amountRao: 10_000_000n * tao });
    expect(result).toMatchObject({
      ok: false,
      error: { name: expect.stringMatching(/FundsUnavailable|InsufficientBalance/) },
    });
    const after = await getBalance(client, charlie.address);
    expect(after).toEqual({ ...before, freeRao: before.freeRao - result.feeRao, nonce: before.nonce + 1 });
  });

  it("a batch is all or nothing, a forced one each for itself", async () => {
    const good = transferCall({ to: bob.address, amountRao: tao });
    const bad = transferCall({ to: bob.address, amountRao: 10_000_000n * tao });
    const before = (await getBalance(client, bob.address)).freeRao;
    expect(await batch(client, alice, { calls: [good, bad] })).toMatchObject({ ok: false });
    expect((await getBalance(client, bob.address)).freeRao).toBe(before);
    expect(await batch(client, alice, { calls: [bad, good], allOrNothing: false })).toMatchObject({ ok: false });
    expect((await getBalance(client, bob.address)).freeRao).toBe(before + tao);
  });

  it("everything can be moved at once", async () => {
    const purse = key("//Purse");
    await transfer(client, alice, { to: purse.address, amountRao: 3n * tao });
    expect(await transferAll(client, purse, { to: bob.address, keepAlive: false })).toMatchObject({ ok: true });
    expect((await getBalance(client, purse.address)).freeRao).toBe(0n);
  });

  it("two programs that sign for one account at the same time get on", async () => {
    const other = await connect(client.url, { crypto });
    const before = await getBalance(client, bob.address);
    const clients = [client, other, client, other, client, other];
    const results = await Promise.all(
      clients.map((each) => transfer(each, alice, { to: bob.address, amountRao: tao })),
    );
    expect(results.map(({ ok }) => ok)).toEqual(clients.map(() => true));
    expect((await getBalance(client, bob.address)).freeRao - before.freeRao).toBe(6n * tao);
    other.close();
  });

  it("a used nonce is refused before it costs anything", async () => {
    await expect(transfer(client, alice, { to: bob.address, amountRao: 1n }, { nonce: 0 })).rejects.toMatchObject({
      code: "Refused",
    });
  });
});

describe("proofs", () => {
  it("show a balance and an absence under a header, and fail under another", async () => {
    const header = await client.finalizedHead();
    const proven = await client.provenQuery(Account, [alice.accountId], header);
    expect(proven).toEqual(await client.query(Account, [alice.accountId], { at: header.hash }));
    const nobody = key("//Nobody");
    expect((await client.getProof(Account.key(crypto, nobody.accountId), header)).value).toBeUndefined();
    const forged = { ...header, stateRoot: `0x${"12".repeat(32)}` as const };
    await expect(client.provenQuery(Account, [alice.accountId], forged)).rejects.toMatchObject({ code: "BadProof" });
  });
});

describe("heads", () => {
  it("come in order and without gaps, each the parent of the next", async () => {
    const heads: { number: number; hash: string; parentHash: string }[] = [];
    const stop = await client.onFinalized(async (header) => {
      heads.push(header);
      await new Promise((resolve) => setTimeout(resolve, 20));
    });
    while (heads.length < 6) await new Promise((resolve) => setTimeout(resolve, 50));
    stop();
    expect(heads.slice(1).map(({ parentHash }) => parentHash)).toEqual(heads.slice(0, -1).map(({ hash }) => hash));
    expect((await client.headerAt(heads[2]?.number ?? 0)).hash).toBe(heads[2]?.hash);
  });
});

describe("a neuron's life", () => {
  const hotkey = key("//Bob//hot");
  const model = "smollm2-135m";

  it("registers, stakes, serves, commits, offers and is seen", async () => {
    const cost = await getRegistrationCost(client, 1);
    expect(cost).toBe(tao);
    expect(await registerNeuron(client, bob, { netuid: 1, hotkey: hotkey.address })).toMatchObject({ ok: true });
    const uid = await getUid(client, 1, hotkey.address);
    expect(uid).toBeDefined();
    expect(await addStake(client, bob, { hotkey: hotkey.address, amountRao: 1_000n * tao })).toMatchObject({
      ok: true,
    });
    expect(await getStake(client, bob.address)).toMatchObject([
      { hotkey: hotkey.address, netuid: 0, stakeRao: 1_000n * tao },
    ]);
    expect(await removeStake(client, bob, { hotkey: hotkey.address, amountRao: 1n * tao })).toMatchObject({ ok: true });

    const commitment = { model, sha256: "ab".repeat(32), bytes: 88_000_000 };
    const offer = { netuid: 1, model, priceIn: 1_000_000n, priceOut: 2_000_000n, slots: 2, validFor: 1_000 };
    const done = await Promise.all([
      serveAxon(client, hotkey, { netuid: 1, ip: "127.0.0.1", port: 8_091 }),
      setCommitment(client, hotkey, { netuid: 1, ...commitment }),
      setOffer(client, hotkey, offer),
    ]);
    expect(done.map(({ ok, error, feeRao }) => [ok, error, feeRao])).toEqual([
      [true, undefined, 0n],
      [true, undefined, 0n],
      [true, undefined, 0n],
    ]);
    expect(await getCommitments(client, 1)).toMatchObject([{ hotkey: hotkey.address, commitment }]);
    expect(await getOffers(client, 1)).toMatchObject([
      { uid, hotkey: hotkey.address, model, priceIn: 1_000_000n, slots: 2 },
    ]);

    const graph = await getMetagraph(client, 1);
    expect(graph?.neurons[uid ?? 0]).toMatchObject({
      hotkey: hotkey.address,
      coldkey: bob.address,
      stakeRao: 999n * tao,
      axon: { url: "http://127.0.0.1:8091" },
    });
    expect((await getNeurons(client, 1))[uid ?? 0]).toMatchObject({ hotkey: hotkey.address, stakeRao: 999n * tao });
    await expect(clearOffer(client, hotkey, { netuid: 1, model })).rejects.toMatchObject({
      code: "Refused",
      data: "RateLimitExceeded",
    });
    await waitBlocks(5);
    expect(await clearOffer(client, hotkey, { netuid: 1, model })).toMatchObject({ ok: true, feeRao: 0n });
    expect(await getOffers(client, 1)).toEqual([]);
  });

  it("gets a permit at the epoch and sets weights", async () => {
    const miner = key("//Charlie//hot");
    expect(await registerNeuron(client, charlie, { netuid: 1, hotkey: miner.address })).toMatchObject({ ok: true });
    const [mine, theirs] = await Promise.all([hotkey, miner].map((each) => getUid(client, 1, each.address)));
    await waitUntil(async () => (await getMetagraph(client, 1))?.neurons[mine ?? 0]?.validatorPermit === true);
    // A neuron waits the rate limit of weights after its registration.
    await waitBlocks(10);
    expect(await setWeights(client, hotkey, { netuid: 1, weights: [{ uid: theirs ?? 0, weight: 1 }] })).toMatchObject({
      ok: true,
      feeRao: 0n,
    });
    expect(await getWeights(client, 1)).toEqual([{ uid: mine, weights: [{ uid: theirs, weight: 65_535 }] }]);
  }, 40_000);

  it("takes a seat on root and changes its take", async () => {
    expect(await registerRoot(client, bob, { hotkey: hotkey.address })).toMatchObject({ ok: true });
    expect(await getUid(client, 0, hotkey.address)).toBeDefined();
    expect(await decreaseTake(client, bob, { hotkey: hotkey.address, take: 100 })).toMatchObject({ ok: true });
    expect(
      (
        await increaseTake(client, bob, { hotkey: hotkey.address, take: 60_000 }).catch((error) => ({
          ok: false,
          error,
        }))
      ).ok,
    ).toBe(false);
  });
});

describe("a node that goes away", () => {
  it("and comes back loses no head, no question and no transaction", async () => {
    const folder = await mkdtemp(join(tmpdir(), "plexus-sdk-"));
    const first = await start(0, folder);
    const port = first.rpcPort;
    const own = await connect(`ws://127.0.0.1:${port}`, { crypto, retryMs: 50, maxRetryMs: 100 });
    const heads: number[] = [];
    await own.onFinalized((header) => void heads.push(header.number));
    const waiting = transfer(own, alice, { to: bob.address, amountRao: tao }, { wait: "finalized" });
    await waitUntil(async () => heads.length > 2);
    expect(await waiting).toMatchObject({ ok: true });
    const before = await getBalance(own, bob.address);
    await first.close();
    await waitUntil(async () => !own.connected);
    const question = getBalance(own, bob.address);
    const second = await start(port, folder);
    expect(await question).toEqual(before);
    const seen = heads.length;
    await waitUntil(async () => heads.length > seen + 4);
    expect(heads).toEqual(heads.map((_, index) => (heads[0] ?? 0) + index));
    expect(await transfer(own, alice, { to: bob.address, amountRao: tao })).toMatchObject({ ok: true });
    own.close();
    await second.close();
  }, 40_000);

  it("and comes back as another chain is not mistaken for the first", async () => {
    const first = await start(0, null);
    const port = first.rpcPort;
    const own = await connect(`ws://127.0.0.1:${port}`, { crypto, retryMs: 50, maxRetryMs: 100 });
    await first.close();
    await waitUntil(async () => !own.connected);
    const spec = developmentSpec({ blockTimeMs: 250, tempo: 21 });
    const second = await createNode({ ...nodeOptions(port, null), spec, sealing: { kind: "manual" } });
    await expect
      .poll(() => own.request("system_health").catch(({ code }) => code), { timeout: 10_000 })
      .toBe("OtherChain");
    await second.close();
  }, 40_000);

  it("while a transaction is watched: the blocks tell how it ended", async () => {
    const first = await createNode({ ...nodeOptions(0, null), sealing: { kind: "manual" } });
    const wire = await wireTo(first.rpcPort);
    const own = await connect(wire.url, { crypto, retryMs: 50, maxRetryMs: 100 });
    const waiting = transfer(own, alice, { to: bob.address, amountRao: tao }, { wait: "finalized" });
    const direct = await connect(`ws://127.0.0.1:${first.rpcPort}`, { crypto });
    await waitUntil(async () => ((await direct.request("author_pendingExtrinsics")) as unknown[]).length === 1);
    wire.cut();
    first.seal(3);
    await waitUntil(async () => !own.connected);
    wire.mend();
    expect(await waiting).toMatchObject({ ok: true, blockNumber: 1 });
    for (const each of [own, direct, wire]) each.close();
    await first.close();
  }, 40_000);
});

describe("subnets", () => {
  it("are opened, started and described", async () => {
    const cost = await getSubnetCost(client);
    const result = await registerSubnet(client, alice, { hotkey: key("//Alice//hot").address });
    expect(result).toMatchObject({ ok: true });
    const netuid = netuidAdded(result) ?? -1;
    expect(cost).toBe(100n * tao);
    expect(await startSubnet(client, alice, { netuid })).toMatchObject({ ok: true });
    const subnets = await getSubnets(client);
    expect(subnets.map((each) => each.netuid)).toEqual([0, 1, netuid]);
    expect(subnets[2]).toMatchObject({ ownerColdkey: alice.address });
    expect(await getHyperparameters(client, 1)).toMatchObject({ tempo: 20, kappa: 32_767 });
    expect(await getNextEpochBlock(client, 1)).toBeGreaterThan(0);
    expect(await startSubnet(client, bob, { netuid })).toMatchObject({ ok: false });
  });
});
