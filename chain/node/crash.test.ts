// kill -9 at random under load and at each failpoint (issue, "Done when" 7): whatever was once reported final is still
// there, the state has the root of its header, and the node is back soon. PLEXUS_CRASHES=50 for the figure.

import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { encodeHeader, hashOfHeader } from "@plexus/chain/engine";
import { replayChain } from "@plexus/chain/node";
import { fromHex, type Hex } from "@plexus/core/scale";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { crypto, hexOf, key, post, sign, spec, transferCall, WireClient } from "../testing/testNode.js";

const kills = Number(process.env.PLEXUS_CRASHES ?? 4);
const root = resolve(import.meta.dirname, "../..");
// Inside node_modules, so that the bundle finds its packages.
const program = join(root, "node_modules/.cache", `crashing-node-${process.pid}.mjs`);
const alice = key("//Alice");
const bob = key("//Bob");
const children = new Set<ChildProcess>();

beforeAll(async () => {
  await build({
    entryPoints: [join(root, "chain/testing/crashingNode.ts")],
    outfile: program,
    bundle: true,
    platform: "node",
    format: "esm",
    external: ["lmdb", "libsql", "prom-client", "ws", "zod", "hash-wasm", "@polkadot/*", "@noble/*", "@scure/*"],
    logLevel: "error",
  });
}, 60_000);
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
  rmSync(program, { force: true });
});

interface Running {
  child: ChildProcess;
  rpcPort: number;
  genesisHash: Hex;
  best: { number: number; hash: Hex };
  exited: Promise<NodeJS.Signals | null>;
}

function start(directory: string, sealing: string, failpoint = ""): Promise<Running> {
  const child = spawn(process.execPath, [program, directory, sealing], {
    env: { ...process.env, PLEXUS_FAILPOINT: failpoint },
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.add(child);
  const exited = new Promise<NodeJS.Signals | null>((done) => child.once("exit", (_, signal) => done(signal)));
  return new Promise((ready, fail) => {
    let text = "";
    child.stdout?.on("data", (chunk) => {
      text += chunk;
      if (text.includes("\n")) ready({ child, exited, ...JSON.parse(text.slice(0, text.indexOf("\n"))) });
    });
    child.once("exit", (code, signal) => fail(new Error(`the node ended with ${code ?? signal} before it served`)));
  });
}

async function newDirectory(): Promise<string> {
  return mkdtempSync(join(tmpdir(), "plexus-crash-"));
}

describe("a kill at a failpoint", () => {
  test.each([
    ["before-commit", 2],
    ["mid-commit", 2],
    ["after-commit", 3],
  ])(
    "%s at block 3 leaves block %i as the head, and the chain goes on",
    async (failpoint, survives) => {
      const directory = await newDirectory();
      const first = await start(directory, "manual", `${failpoint}@3`);
      const sealed = await post(first, "plexus_seal", [2]);
      await post(first, "author_submitExtrinsic", [hexOf(sign(first, alice, transferCall(bob, 7n), { nonce: 0 }))]);
      await post(first, "plexus_seal").catch(() => undefined);
      expect(await first.exited).toBe("SIGKILL");

      const second = await start(directory, "manual");
      expect(second.best.number).toBe(survives);
      for (const { number, hash } of sealed) expect(await post(second, "chain_getBlockHash", [number])).toBe(hash);
      // Acknowledged before the kill: in block 3, or waiting again from the journal.
      expect(await post(second, "account_nextIndex", [alice.address])).toBe(1);
      expect(await post(second, "author_pendingExtrinsics")).toHaveLength(survives === 3 ? 0 : 1);
      const [next] = await post(second, "plexus_seal");
      expect(next.number).toBe(survives + 1);
      expect(await post(second, "author_pendingExtrinsics")).toEqual([]);
      second.child.kill("SIGKILL");
      await second.exited;
      expect((await replayChain({ basePath: directory, spec, crypto })).hash).toBe(next.hash);
      rmSync(directory, { recursive: true });
    },
    30_000,
  );
});

test(
  `${kills} kills at random under load: every final hash is still there`,
  async () => {
    const directory = await newDirectory();
    const final = new Map<number, Hex>();
    let slowestMs = 0;
    for (let round = 0; round < kills; round++) {
      const began = performance.now();
      const node = await start(directory, "instant");
      await expectKept(node, final);
      slowestMs = Math.max(slowestMs, performance.now() - began);
      await loadUntilKilled(node, final, 1 + ((round * 7919) % 11));
    }
    // The promise is 5 s on a machine of its own; on a crowded one a start waits for its turn.
    expect(slowestMs).toBeLessThan((loadavg()[0] as number) <= cpus().length ? 5_000 : 30_000);
    expect(final.size).toBeGreaterThan(kills);
    const replayed = await replayChain({ basePath: directory, spec, crypto });
    expect(replayed.blocks).toBeGreaterThanOrEqual(Math.max(...final.keys()));
    console.info(
      `${kills} kills, ${final.size} final blocks kept of ${replayed.blocks}, back in at most ${Math.round(slowestMs)} ms`,
    );
    rmSync(directory, { recursive: true });
  },
  30_000 + kills * 20_000,
);

/** Asks for all heights at once, a thousand a call. */
async function expectKept(node: Running, final: ReadonlyMap<number, Hex>): Promise<void> {
  const heights = [...final.keys()];
  for (let from = 0; from < heights.length; from += 1000) {
    const part = heights.slice(from, from + 1000);
    expect(await post(node, "chain_getBlockHash", [part])).toEqual(part.map((height) => final.get(height)));
  }
}

/** Sends transfers as fast as they are taken, notes each final head, and kills the node in the midst of the block after
 *  `heads` of them. */
async function loadUntilKilled(node: Running, final: Map<number, Hex>, heads: number): Promise<void> {
  const wire = await WireClient.connect(node);
  wire.socket.on("error", () => undefined);
  const subscription = await wire.call("chain_subscribeFinalizedHeads");
  let nonce: number = await wire.call("account_nextIndex", [alice.address]);
  wire.socket.on("message", () => {
    if (wire.notifications(subscription).length > heads) setTimeout(() => node.child.kill("SIGKILL"), heads % 7);
  });
  const isOver = node.exited.then(() => true);
  const submit = () =>
    wire.call("author_submitExtrinsic", [hexOf(sign(node, alice, transferCall(bob, 1n), { nonce: nonce++ }))]);
  for (let burst = 0; burst < 1_000; burst++) {
    // Bursts, so that a slow machine makes blocks too and not only checks signatures.
    const replies = Promise.allSettled(Array.from({ length: 8 }, submit)).then(() => false);
    if (await Promise.race([isOver, replies])) break;
  }
  for (const header of wire.notifications(subscription)) {
    const number = Number(header.number);
    const encoded = encodeHeader({ ...header, number, digest: header.digest.logs.map(fromHex) });
    final.set(number, hashOfHeader(crypto, encoded));
  }
}
