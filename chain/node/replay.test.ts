// Recorded runs replay to equal roots, whatever sealing made them; a store that lies is found out (issue, "Done when" 6).

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { developmentSpec } from "@plexus/core/runtime";
import { afterAll, expect, test } from "vitest";
import { crypto, key, sign, spec, startNode, transferCall } from "../testing/testNode.js";
import { BadChainSpec, parseChainSpec } from "./chainSpecFile.js";
import { ReplayMismatch, replayChain } from "./replayChain.js";

const folders: string[] = [];
const folder = () => {
  const path = mkdtempSync(join(tmpdir(), "plexus-replay-"));
  folders.push(path);
  return path;
};
afterAll(() => folders.forEach((path) => rmSync(path, { recursive: true })));

const alice = key("//Alice");
const bob = key("//Bob");

async function record(
  basePath: string,
  sealing: "instant" | "interval",
): Promise<{ hash: string; root: string; blocks: number }> {
  const node = await startNode({
    basePath,
    sealing: sealing === "instant" ? { kind: "instant" } : { kind: "interval", ms: 250 },
  });
  const register = { pallet: "SubtensorModule", call: "burned_register", args: { netuid: 1, hotkey: bob.accountId } };
  const calls = [
    register,
    ...Array.from({ length: 11 }, (_, nonce) => transferCall(bob, BigInt(nonce) * 1_000n + 500n)),
  ];
  for (const [nonce, call] of calls.entries()) {
    node.pool.submit(sign(node, alice, call, { nonce }));
    if (nonce % 3 === 0) await new Promise((resume) => setTimeout(resume, 60));
  }
  while (node.pool.counts().ready > 0) await new Promise((resume) => setTimeout(resume, 20));
  // Past an epoch, so that Yuma's work is replayed too.
  node.seal(25);
  const { number, hash } = node.application.best;
  const root = node.store.stateRoot;
  await node.close();
  return { hash, root, blocks: number };
}

test.each(["instant", "interval"] as const)(
  "an %s-sealed run",
  async (sealing) => {
    const basePath = folder();
    const recorded = await record(basePath, sealing);
    const result = await replayChain({ basePath, spec, crypto });
    expect(result).toMatchObject({ hash: recorded.hash, stateRoot: recorded.root, blocks: recorded.blocks });
    expect(result.extrinsics).toBe(recorded.blocks + 12);
  },
  30_000,
);

test("another spec, or no chain at all, is told apart", async () => {
  const basePath = folder();
  const node = await startNode({ basePath });
  node.seal(2);
  await node.close();
  await expect(replayChain({ basePath, spec: developmentSpec({ tempo: 77 }), crypto })).rejects.toThrow(ReplayMismatch);
  await expect(replayChain({ basePath: folder(), spec, crypto })).rejects.toThrow("there is no chain");
  await expect(startNode({ basePath, spec: developmentSpec({ tempo: 77 }) })).rejects.toThrow(
    "holds a chain with genesis",
  );
});

test("a chain spec survives its file; a wrong one is refused by field", () => {
  const text = JSON.stringify(spec);
  expect(parseChainSpec(text, "x")).toEqual(spec);
  expect(() => parseChainSpec("{", "x.json")).toThrow(/x.json is not JSON/);
  expect(() => parseChainSpec(JSON.stringify({ ...spec, blockTimeMs: 5 }), "x.json")).toThrow(/x.json: blockTimeMs/);
  expect(() => parseChainSpec(JSON.stringify({ ...spec, chainType: "Live" }), "x.json")).toThrow(BadChainSpec);
});
