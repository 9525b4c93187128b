// A chain of one producer under the real CometBFT, in this process: blocks come in time, hold what was sent, survive deaths, and
// are byte for byte those that the solo engine makes of the same inputs. Skipped, and said, where CometBFT is not installed.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createNode, type Node, type NodeOptions } from "@plexus/chain/node";
import { createRuntime, producersSpec } from "@plexus/core/runtime";
import { toHex } from "@plexus/core/scale";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { crypto, hexOf, type Json, key, post, sign, transferCall } from "../../testing/testNode.js";
import { silentLogger } from "../logger.js";
import { cometPaths, createCometHome } from "./home/cometHome.js";
import { installedPath } from "./process/binary.js";

const binary = process.env.PLEXUS_COMETBFT ?? installedPath();
const isInstalled = existsSync(binary);
if (!isInstalled)
  console.warn(`NOT RUN: the engine tests need CometBFT at ${binary} (start a node with --engine comet once)`);

const folder = mkdtempSync(join(tmpdir(), "plexus-comet-"));
const alice = key("//Alice");
const bob = key("//Bob");
const producer = key("//Producer1");
const { consensusKey } = createCometHome(folder);
const spec = producersSpec({
  producers: [
    {
      hotkey: key("//Producer1//hot").address,
      coldkey: producer.address,
      consensusKey: toHex(consensusKey),
      bondRao: "1000000000000",
      stakeRao: "5000000000000",
    },
  ],
  blockTimeMs: 250,
  tempo: 10,
  genesisTimeMs: Date.now(),
});
const runtime = createRuntime(crypto, spec);
const transfer = (node: Node, amountRao: bigint, nonce: number) =>
  sign(node, alice, transferCall(bob, amountRao), { nonce, rules: runtime });

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const plain: Omit<NodeOptions, "basePath" | "sealing"> = {
  spec,
  crypto,
  rpcPort: 0,
  rpcExternal: false,
  prometheusPort: null,
  archive: true,
  name: "test",
  logger: silentLogger,
};

async function open(): Promise<Node> {
  const p2pPort = await freePort();
  const comet = { binary, p2pHost: "127.0.0.1", p2pPort, peers: [], isObserver: false, snapshotIntervalBlocks: 0 };
  return createNode({ ...plain, basePath: folder, sealing: { kind: "interval", ms: 250 }, comet });
}

async function height(node: Node, least: number, timeoutMs = 15_000): Promise<void> {
  await vi.waitFor(() => expect(node.application.best.number).toBeGreaterThanOrEqual(least), {
    timeout: timeoutMs,
    interval: 20,
  });
}

describe.skipIf(!isInstalled)("one producer under CometBFT", () => {
  let node: Node;
  beforeAll(async () => {
    node = await open();
    await height(node, 3);
  }, 30_000);
  afterAll(async () => {
    await node?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("blocks keep their interval, and an acknowledged transfer is in one of them", async () => {
    const hash = await post(node, "author_submitExtrinsic", [hexOf(transfer(node, 7n, 0))]);
    // Other tests have the processors too: one window of twelve blocks in which this one has them is enough.
    const intervals: number[] = [];
    while (intervals.length < 5 && !intervals.some((ms) => ms < 300)) {
      const began = performance.now();
      await height(node, node.application.best.number + 12);
      intervals.push((performance.now() - began) / 12);
    }
    expect(Math.min(...intervals)).toBeGreaterThan(200);
    expect(Math.min(...intervals)).toBeLessThan(400);
    expect(node.store.extrinsic(Buffer.from(hash.slice(2), "hex"))).toBeDefined();
    await vi.waitFor(() => expect(node.engine.health()).toMatchObject({ status: "ok", isProducer: true }));
  }, 90_000);

  test("the network's names are passed on: the app hash in CometBFT's header is our block hash", async () => {
    const url = `http://127.0.0.1:${node.rpcPort}`;
    const { result } = (await (await fetch(`${url}/commit?height=4`)).json()) as Json;
    expect(result.signed_header.header.app_hash.toLowerCase()).toBe(node.store.hashOf(3)?.slice(2));
    expect(result.signed_header.header.proposer_address).toMatch(/^[0-9A-F]{40}$/);
    expect(await post(node, "validators", { height: "4" })).toMatchObject({ total: "1" });
    expect(await post(node, "system_nodeRoles")).toEqual(["Authority"]);
    expect((await post(node, "plexus_version")).engine).toBe("comet");
    expect(() => node.seal()).toThrow("made by its producers together");
  });

  test("CometBFT killed: it is started again alone, and the chain goes on", async () => {
    const before = node.application.best.number;
    process.kill(Number(readFileSync(cometPaths(folder).processFile, "utf8")), "SIGKILL");
    await height(node, before + 4);
    expect(node.engine.health()?.restarts).toBe(1);
  }, 30_000);

  test("closed and opened again it goes on with the same chain, and what waited still waits", async () => {
    const waiting = transfer(node, 1n, 5);
    await post(node, "author_submitExtrinsic", [hexOf(waiting)]);
    const { number, hash } = node.application.best;
    await node.close();
    node = await open();
    expect(node.store.hashOf(number)).toBe(hash);
    expect(node.pool.counts()).toMatchObject({ future: 1 });
    for (const nonce of [1, 2, 3, 4]) await post(node, "author_submitExtrinsic", [hexOf(transfer(node, 1n, nonce))]);
    await vi.waitFor(() => expect(node.store.extrinsic(crypto.blake2b256(waiting))).toBeDefined(), { timeout: 10_000 });
  }, 30_000);

  test("the same inputs give byte-equal blocks under the solo engine, proposed as well as executed", async () => {
    await height(node, 30);
    const [executed, proposed] = (await Promise.all(
      [0, 1].map(() => createNode({ ...plain, basePath: null, sealing: { kind: "manual" } })),
    )) as [Node, Node];
    let transfers = 0;
    const beacons = new Set<string | undefined>();
    for (let number = 1; number <= 30; number++) {
      const recorded = node.store.block(number);
      if (!recorded) throw new Error(`block ${number} is missing`);
      const facts = runtime.readInherents(recorded.extrinsics);
      if (!facts) throw new Error(`block ${number} does not begin with its inherents`);
      const proposal = executed.application.proposalOf(recorded.extrinsics);
      expect(executed.application.accept(proposal, facts.timestampMs, facts)).toBeUndefined();
      executed.application.finalise(proposal);
      expect(executed.application.commit().hash).toBe(recorded.hash);
      for (const extrinsic of recorded.extrinsics.slice(runtime.inherents(facts).length)) {
        proposed.pool.submit(extrinsic);
        transfers++;
      }
      proposed.application.finalise(proposed.application.propose(facts));
      const made = proposed.application.commit();
      expect(made.hash).toBe(recorded.hash);
      expect(toHex(made.encodedHeader)).toBe(toHex(recorded.header));
      beacons.add(facts.consensus?.beacon?.kind);
      expect(facts.consensus?.author && toHex(facts.consensus.author)).toBe(toHex(createCometHome(folder).address));
    }
    expect(transfers).toBeGreaterThan(0);
    expect(beacons).toEqual(new Set(["commit", "reveal", undefined]));
    await executed.close();
    await proposed.close();
  }, 60_000);
});
