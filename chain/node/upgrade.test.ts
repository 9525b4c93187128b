// An upgrade from end to end on a solo chain: decided by Root, in force from its block on, told by height to whoever asks; a
// release that lacks the rules stops before that block and the next one goes on with its data (issue 4, Done 7).

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Block, silentLogger } from "@plexus/chain/engine";
import { UnknownSpecVersion } from "@plexus/core/runtime";
import { toHex } from "@plexus/core/scale";
import { afterAll, expect, test } from "vitest";
import { crypto, type Json, key, post, sign, spec, startNode, transferCall, WireClient } from "../testing/testNode.js";
import type { Node } from "./createNode.js";
import { metadataName } from "./keepMetadata.js";
import { replayChain } from "./replayChain.js";

const folders: string[] = [];
const folder = () => {
  const path = mkdtempSync(join(tmpdir(), "plexus-upgrade-"));
  folders.push(path);
  return path;
};
afterAll(() => folders.forEach((path) => rmSync(path, { recursive: true, force: true })));

const alice = key("//Alice");
const release_hash = new Uint8Array(32).fill(0xab);
const scheduleCall = (at_block: number, spec_version = 463) => ({
  pallet: "Sudo",
  call: "sudo",
  args: { call: { pallet: "Upgrades", call: "schedule", args: { spec_version, at_block, release_hash } } },
});
const describeCall = {
  pallet: "Producers",
  call: "describe",
  args: { hotkey: key("//Ferdie").accountId, name: Buffer.from("ferdie") },
};

async function send(node: Node, call: Parameters<typeof sign>[2], specVersion: number): Promise<Block> {
  const nonce = await post(node, "system_accountNextIndex", [alice.address]);
  const rules = node.runtimes.get(specVersion);
  if (!rules) throw new Error(`${specVersion} is not known`);
  node.pool.submit(sign(node, alice, call, { nonce, rules }));
  return node.seal()[0] as Block;
}

/** Decides on 463 at block 8: the node then stands at block 2. */
async function decide(node: Node): Promise<void> {
  node.seal();
  const { outcomes } = await send(node, scheduleCall(8), 462);
  expect(outcomes.every(({ ok }) => ok)).toBe(true);
}

const hashOf = (node: Node, height: number) => post(node, "chain_getBlockHash", [height]);
const versionAfter = async (node: Node, height: number) =>
  (await post(node, "state_getRuntimeVersion", [await hashOf(node, height)])).specVersion;
/** As the pages of the indexer tell them. */
const eventNames = async (node: Node, block: number): Promise<string[]> => {
  const page = (await (await fetch(`http://127.0.0.1:${node.rpcPort}/api/blocks/${block}`)).json()) as Json;
  return page.events.map((event: Json) => `${event.pallet}.${event.name}`);
};

test("the switch happens at its block, and every height keeps its rules", async () => {
  const basePath = folder();
  const node = await startNode({ basePath });
  const wire = await WireClient.connect(node);
  const versions = await wire.call("state_subscribeRuntimeVersion");
  const heads = await wire.call("chainHead_v1_follow", [true]);
  await decide(node);
  expect(await post(node, "plexus_version")).toMatchObject({
    specVersion: 462,
    knownSpecVersions: [461, 462, 463],
    upgrade: { specVersion: 463, atBlock: 8, blocksLeft: 5, known: true, releaseHash: toHex(release_hash) },
  });
  expect(() => sign(node, alice, describeCall, { nonce: 9, rules: node.runtimes.genesis })).toThrow(/describe/);
  node.seal(4);
  // A waiting transaction is signed for the old rules: it cannot outlive them.
  const waiting = sign(node, alice, transferCall(key("//Bob"), 5n), { nonce: 3 });
  const watch = await wire.call("author_submitAndWatchExtrinsic", [toHex(waiting)]);
  node.seal();
  expect(node.application.best.number).toBe(7);
  await wire.find((frame) => frame.params?.subscription === watch && frame.params.result === "invalid");
  // What is signed now runs in block 8, so it is signed for the new rules. Nobody stands for election: the law says so.
  const block = await send(node, describeCall, 463);
  expect(block.number).toBe(8);
  const refusal = block.outcomes[1] as Json;
  expect(node.runtimes.get(463)?.law.assembly.describe(refusal.error)).toMatchObject({ pallet: "Producers" });
  expect(await Promise.all([1, 6, 7, 8].map((height) => versionAfter(node, height)))).toEqual([462, 462, 463, 463]);
  const metadataAfter = async (height: number) => post(node, "state_getMetadata", [await hashOf(node, height)]);
  for (const [height, version] of [
    [6, 462],
    [7, 463],
  ] as const) {
    const expected = node.runtimes.get(version)?.metadata(14) as Uint8Array;
    expect((await metadataAfter(height)) === toHex(expected)).toBe(true);
    const told = await post(node, "state_call", ["Metadata_metadata", "0x", await hashOf(node, height)]);
    expect(told.endsWith(toHex(expected).slice(2))).toBe(true);
  }
  // Runtime APIs of the new rules answer also about the state that they have not touched yet.
  const asked = await post(node, "state_call", ["UpgradesApi_get", "0x", await hashOf(node, 7)]);
  expect(asked.slice(0, 10)).toBe("0xcf010000");
  expect(wire.notifications(versions).map(({ specVersion }) => specVersion)).toEqual([462, 463]);
  const followed = wire.notifications(heads);
  expect(followed[0].finalizedBlockRuntime.spec.specVersion).toBe(462);
  expect(
    followed.filter(({ event }) => event === "newBlock").map(({ newRuntime }) => newRuntime?.spec.specVersion),
  ).toEqual([...Array(6).fill(undefined), 463, undefined]);
  node.seal(2);
  while (node.indexer.next <= 10) await new Promise((resume) => setTimeout(resume, 10));
  expect(await eventNames(node, 2)).toContain("Upgrades.Scheduled");
  expect((await eventNames(node, 8))[0]).toBe("Upgrades.Applied");
  wire.close();
  await node.close();

  const replayed = await replayChain({ basePath, spec, crypto });
  expect(replayed).toMatchObject({ blocks: 10, stateRoot: node.store.stateRoot });
  await expect(replayChain({ basePath, spec, crypto, newestSpecVersion: 462 })).rejects.toThrow(
    /block 8 runs under rules 463/,
  );
});

test("a release that lacks the rules warns, stops before their block, and leaves its data to the next one", async () => {
  const basePath = folder();
  const warnings: string[] = [];
  const logger = { ...silentLogger, warn: (_: object, message: string) => void warnings.push(message) };
  const old = await startNode({ basePath, newestSpecVersion: 462, logger });
  await decide(old);
  const health = (await (await fetch(`http://127.0.0.1:${old.rpcPort}/health`)).json()) as Json;
  expect(health.rules).toMatchObject({ specVersion: 462, scheduled: { known: false, blocksLeft: 5 } });
  old.seal(4);
  // An acknowledged extrinsic may wait while the node finds that it cannot go on.
  old.pool.submit(sign(old, alice, transferCall(key("//Bob"), 5n), { nonce: 1 }));
  old.pool.submit(sign(old, alice, transferCall(key("//Bob"), 6n), { nonce: 7 }));
  old.seal();
  expect(warnings[0]).toBe(
    `rules 463 begin at block 8, after 5 more, and this program lacks them: it will stop before that block. Install the release with hash ${toHex(release_hash)} and start it with the same data`,
  );
  expect(warnings).toHaveLength(6);
  const failure = await old.failure;
  expect(failure).toBeInstanceOf(UnknownSpecVersion);
  expect(failure).toMatchObject({ specVersion: 463, atBlock: 8, releaseHash: toHex(release_hash) });
  expect(() => old.seal()).toThrow(UnknownSpecVersion);
  expect(old.application.best.hash).toBe(old.application.finalised.hash);
  expect(old.application.best.number).toBe(7);
  await expect(post(old, "state_getRuntimeVersion")).rejects.toMatchObject({ code: 4003 });
  expect(await versionAfter(old, 6)).toBe(462);
  const { stateRoot } = old.store;
  await old.close();

  await expect(startNode({ basePath, newestSpecVersion: 462 })).rejects.toThrow(UnknownSpecVersion);
  const next = await startNode({ basePath });
  expect(next.store.stateRoot).toBe(stateRoot);
  next.seal(3);
  expect(await versionAfter(next, 7)).toBe(463);
  await next.close();
  expect((await replayChain({ basePath, spec, crypto })).blocks).toBe(10);
});

test("a decision that is cancelled leaves everything as it was", async () => {
  const node = await startNode({ newestSpecVersion: 462 });
  await decide(node);
  const cancel = { pallet: "Sudo", call: "sudo", args: { call: { pallet: "Upgrades", call: "cancel", args: {} } } };
  await send(node, cancel, 462);
  node.seal(8);
  expect(node.application.best.number).toBe(11);
  expect(await post(node, "plexus_version")).toMatchObject({ specVersion: 462, upgrade: null });
  await node.close();
});

test("metadata of each version that ran is kept in the data", async () => {
  const basePath = folder();
  const node = await startNode({ basePath });
  await decide(node);
  await new Promise((resume) => setTimeout(resume, 3_100));
  node.seal(8);
  for (const version of [462, 463]) {
    const kept = node.store.meta(metadataName(version, 15)) as Uint8Array;
    expect(Buffer.compare(kept, node.runtimes.get(version)?.metadata(15) as Uint8Array)).toBe(0);
  }
  await node.close();
});
