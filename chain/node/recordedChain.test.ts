// Chains that releases recorded (testing/vectors/chain-*.json.gz, by testing/replay/recordRelease.ts; the first at commit 0711714)
// under the table of rules: replayed, they come out bit for bit. The first release's data directory opens and goes on.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { encodeHeader, hashOfHeader } from "@plexus/chain/engine";
import { Store } from "@plexus/chain/store";
import { type ChainSpec, createRuntimes, extrinsicsRoot } from "@plexus/core/runtime";
import { fromHex, type Hex, toHex } from "@plexus/core/scale";
import { afterAll, expect, test } from "vitest";
import { crypto, key, post, sign, startNode, transferCall } from "../testing/testNode.js";
import { replayChain } from "./replayChain.js";

interface Recording {
  spec: ChainSpec;
  specVersion: number;
  /** By version of the rules, then of the metadata: blake2-256. */
  metadata: Record<string, Record<string, Hex>>;
  blocks: { number: number; hash: Hex; stateRoot: Hex; digest: Hex[]; extrinsics: Hex[] }[];
}

const vectors = join(import.meta.dirname, "../../testing/vectors");
const unpack = (name: string): Buffer => gunzipSync(readFileSync(join(vectors, name)));
const recordings = readdirSync(vectors)
  .filter((name) => /^chain-\d+\.json\.gz$/.test(name))
  .map((name) => [name.replace(".json.gz", ""), JSON.parse(unpack(name).toString()) as Recording] as const);
const recording = recordings.find(([name]) => name === "chain-461")?.[1] as Recording;
const newest = recording.blocks.at(-1) as Recording["blocks"][number];

const folders: string[] = [];
afterAll(() => folders.forEach((path) => rmSync(path, { recursive: true })));

/** The data directory as the first release left it. */
function oldDirectory(): string {
  const path = mkdtempSync(join(tmpdir(), "plexus-461-"));
  folders.push(path);
  for (const [folder, file, name] of [
    ["state", "data.mdb", "chain-461.state.gz"],
    ["index", "index.sqlite", "chain-461.index.gz"],
  ] as const) {
    mkdirSync(join(path, folder));
    writeFileSync(join(path, folder, file), unpack(name));
  }
  return path;
}

test.each(recordings)(
  "%s: every block replays to the hash and the state root that its release wrote",
  (_, recorded) => {
    const runtimes = createRuntimes(crypto, recorded.spec);
    expect(runtimes.genesis.version.specVersion).toBe(recorded.specVersion);
    const store = new Store({ directory: undefined, keepBlocks: 1 });
    let parentHash: Hex = `0x${"00".repeat(32)}`;
    for (const { number, hash, stateRoot, digest, extrinsics } of recorded.blocks) {
      const raw = extrinsics.map((each) => fromHex(each));
      const input = { number, parentHash, digest: digest.map((each) => fromHex(each)), extrinsics: raw };
      const result =
        number === 0
          ? { changes: runtimes.genesis.genesis(), outcomes: [] }
          : runtimes.next(store.current(), number).applyBlock(store.current(), input);
      const staged = store.stage(result.changes);
      expect([number, staged.root]).toEqual([number, stateRoot]);
      const root = extrinsicsRoot(crypto, raw);
      const header = encodeHeader({
        parentHash,
        number,
        stateRoot: staged.root,
        extrinsicsRoot: root,
        digest: input.digest,
      });
      expect([number, hashOfHeader(crypto, header)]).toEqual([number, hash]);
      const hashes = raw.map((each) => toHex(crypto.blake2b256(each)));
      store.commit(staged, { number, hash, header, extrinsics: raw }, hashes, result.outcomes, true);
      parentHash = hash;
    }
    expect(recorded.blocks.length).toBeGreaterThan(100);
    return store.close();
  },
);

test.each(recordings)("%s: its metadata comes out of the table byte for byte", (_, recorded) => {
  const runtimes = createRuntimes(crypto, recorded.spec);
  for (const [specVersion, hashes] of Object.entries(recorded.metadata)) {
    const rules = runtimes.get(Number(specVersion));
    for (const version of [14, 15] as const)
      expect([specVersion, version, rules && toHex(crypto.blake2b256(rules.metadata(version)))]).toEqual([
        specVersion,
        version,
        hashes[version],
      ]);
  }
});

test("its data directory opens, answers for old heights, and goes on under the same rules", async () => {
  const basePath = oldDirectory();
  const node = await startNode({ basePath, spec: recording.spec });
  expect(node.application.best).toMatchObject({ number: newest.number, hash: newest.hash });
  expect(node.store.stateRoot).toBe(newest.stateRoot);
  const old = recording.blocks[50] as (typeof recording.blocks)[number];
  for (const hash of [old.hash, newest.hash]) {
    expect(await post(node, "state_getRuntimeVersion", [hash])).toMatchObject({ specVersion: 461 });
    expect(await post(node, "state_getMetadata", [hash])).toBe(toHex(node.runtimes.genesis.metadata(14)));
  }
  expect(await post(node, "plexus_version")).toMatchObject({ specVersion: 461, upgrade: null });
  const alice = key("//Alice");
  const nonce = await post(node, "system_accountNextIndex", [alice.address]);
  node.pool.submit(sign(node, alice, transferCall(key("//Bob"), 5_000n), { nonce, rules: node.runtimes.genesis }));
  const [block] = node.seal();
  expect(block?.outcomes).toEqual([{ ok: true }, { ok: true }]);
  node.seal(12);
  await node.close();
  const replayed = await replayChain({ basePath, spec: recording.spec, crypto });
  expect(replayed.blocks).toBe(newest.number + 13);
});
