// A sound directory is found sound; each thing that can break is broken once, and found where it is.

import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { silentLogger } from "@plexus/chain/engine";
import { Journal } from "@plexus/chain/pool";
import { SnapshotMaker } from "@plexus/chain/snapshots";
import {
  type Databases,
  decodeRecord,
  encodeRecord,
  heightKey,
  lockDirectory,
  openDatabases,
} from "@plexus/chain/store";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createCometHome } from "../engine/comet/home/cometHome.js";
import { crypto, hexOf, key, post, sign, spec, startNode, transferCall } from "../testing/testNode.js";
import { examine, type Finding, NoChain } from "./index.js";

const folder = mkdtempSync(join(tmpdir(), "plexus-doctor-"));
const sound = join(folder, "sound");
const alice = key("//Alice");
let copies = 0;

beforeAll(async () => {
  const node = await startNode({ basePath: sound });
  for (let nonce = 0; nonce < 4; nonce++) {
    const call = transferCall(key("//Bob"), BigInt(nonce + 1));
    await post(node, "author_submitExtrinsic", [hexOf(sign(node, alice, call, { nonce }))]);
    await post(node, "plexus_seal", [2]);
  }
  const { store, events } = node;
  const directory = join(sound, "snapshots");
  const maker = new SnapshotMaker({ store, events, directory, intervalBlocks: 0, logger: silentLogger });
  await maker.make(6);
  await maker.close();
  await vi.waitFor(() => expect(node.indexer.next).toBe(9));
  await node.close();
  writeFileSync(join(sound, "chainspec.json"), JSON.stringify(spec));
  createCometHome(sound);
  const { journal } = Journal.open(join(sound, "pool.journal"));
  journal.append(Uint8Array.of(1, 2, 3));
  journal.close();
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

const check = (directory: string, repairIndexes = false, depthBlocks = 4096): Promise<Finding[]> =>
  examine({ directory, hashing: crypto, signal: new AbortController().signal, depthBlocks, repairIndexes });

function copy(): string {
  const directory = join(folder, `copy-${copies++}`);
  cpSync(sound, directory, { recursive: true });
  return directory;
}

/** A copy in which `work` has changed the tables. */
async function damaged(work: (databases: Databases) => void): Promise<string> {
  const directory = copy();
  const databases = openDatabases(join(directory, "state"), false);
  databases.root.transactionSync(() => {
    work(databases);
  });
  await databases.root.close();
  return directory;
}

const ill = (findings: Finding[]): string[] =>
  findings.filter(({ health }) => health !== "ok").map(({ subject, health }) => `${health} ${subject}`);

test("a sound directory is sound in every part, also in depth", async () => {
  const findings = await check(sound);
  expect(ill(findings)).toEqual([]);
  expect(findings.map(({ subject }) => subject)).toEqual([
    "chain spec",
    "pages",
    "head",
    "blocks",
    "indexes",
    "state",
    "history",
    "snapshots",
    "priv_validator_key.json",
    "node_key.json",
    "sign state",
    "pool journal",
    "indexer",
  ]);
  expect(findings.find(({ subject }) => subject === "history")?.text).toBe("leads back to the roots of blocks 0 to 8");
  const shallow = await check(sound, false, 3);
  expect(shallow.find(({ subject }) => subject === "history")?.text).toContain("blocks 5 to 8 (older ones down to 0");
});

describe("damage in the tables", () => {
  const cases: [string, (databases: Databases) => void, string[]][] = [
    [
      "a value of the state",
      ({ state }) => {
        for (const { key: name, value } of state.getRange({ limit: 1 }))
          state.put(name, Buffer.concat([value, Buffer.of(1)]));
      },
      ["bad state"],
    ],
    [
      "an entry of the state that is gone",
      ({ state }) => {
        for (const name of state.getKeys({ limit: 1 })) state.remove(name);
      },
      ["bad state"],
    ],
    [
      "what a key held before",
      ({ history }) => {
        const [last] = [...history.getRange({ reverse: true, limit: 1 })];
        if (last) history.put(last.key, Buffer.from([1, 77]));
      },
      ["bad history"],
    ],
    ["the record of a block's changes", ({ changes }) => changes.remove(heightKey(5)), ["bad history"]],
    [
      "an extrinsic",
      ({ blocks }) => {
        const record = decodeRecord(blocks.get(heightKey(3)) as Buffer);
        const [first] = record.extrinsics as [Uint8Array];
        first[first.length - 1] = (first.at(-1) as number) ^ 1;
        blocks.put(heightKey(3), encodeRecord({ number: 3, hash: "0x", ...record }));
      },
      ["bad blocks", "bad indexes"],
    ],
    [
      "a header",
      ({ blocks }) => {
        const record = decodeRecord(blocks.get(heightKey(3)) as Buffer);
        record.header[40] = (record.header[40] as number) ^ 1;
        blocks.put(heightKey(3), encodeRecord({ number: 3, hash: "0x", ...record }));
      },
      ["bad blocks", "bad history"],
    ],
    ["a block that is gone", ({ blocks }) => blocks.remove(heightKey(4)), ["bad blocks"]],
    ["bytes that are no block", ({ blocks }) => blocks.put(heightKey(4), Buffer.of(255, 255)), ["bad blocks"]],
    [
      "the head",
      ({ meta }) => meta.put(Buffer.from("head"), Buffer.from('{"number":7}')),
      ["bad head", "bad indexes", "bad state"],
    ],
    ["no head", ({ meta }) => meta.remove(Buffer.from("head")), ["bad head"]],
    [
      "a head beyond the chain",
      ({ meta }) => meta.put(Buffer.from("finalised"), Buffer.from('{"number":99,"hash":"0x"}')),
      ["bad head"],
    ],
    ["a receipt", ({ receipts }) => receipts.remove(heightKey(2)), ["warn receipts"]],
  ];
  test.each(cases)("%s", async (_, work, expected) => {
    const found = ill(await check(await damaged(work)));
    for (const each of expected) expect(found).toContain(each);
  });

  test("half a restored snapshot is told, and is no fault", async () => {
    const findings = await check(await damaged(({ spare }) => spare.put(Buffer.of(1), Buffer.of(2))));
    expect(ill(findings)).toEqual([]);
    expect(findings.find(({ subject }) => subject === "restoration")?.text).toContain("1 entries");
  });
});

describe("indexes", () => {
  test.each<[string, (databases: Databases) => void]>([
    ["a block hash that leads elsewhere", ({ hashes }) => hashes.put(hashes.get(heightKey(3)) as Buffer, heightKey(4))],
    ["a block hash that is gone", ({ hashes }) => hashes.remove(hashes.get(heightKey(3)) as Buffer)],
    ["a hash at a height that is gone", ({ hashes }) => hashes.remove(heightKey(5))],
    ["another hash at a height", ({ hashes }) => hashes.put(heightKey(5), Buffer.alloc(32, 7))],
    ["a stray hash", ({ hashes }) => hashes.put(Buffer.alloc(32, 9), heightKey(3))],
    ["a stray height", ({ hashes }) => hashes.put(heightKey(77), Buffer.alloc(32, 9))],
    ["no extrinsics", ({ extrinsics }) => extrinsics.clearSync()],
    [
      "a stray extrinsic",
      ({ extrinsics }) => extrinsics.put(Buffer.alloc(32, 3), Buffer.concat([heightKey(2), heightKey(0)])),
    ],
    [
      "an extrinsic that leads nowhere",
      ({ extrinsics }) => extrinsics.put(Buffer.alloc(32, 3), Buffer.concat([heightKey(99), heightKey(0)])),
    ],
  ])("%s: found, repaired, sound again", async (_, work) => {
    const directory = await damaged(work);
    expect((await check(directory)).some(({ health }) => health === "bad")).toBe(true);
    expect(ill(await check(directory, true))).toEqual([]);
    expect(ill(await check(directory))).toEqual([]);
  });
});

describe("damage beside the tables", () => {
  const flip = (path: string): void => {
    const bytes = readFileSync(path);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] as number) ^ 1;
    writeFileSync(path, bytes);
  };
  test.each<[string, (directory: string) => void, string]>([
    ["no spec", (directory) => rmSync(join(directory, "chainspec.json")), "warn chain spec"],
    ["a chunk", (directory) => flip(join(directory, "snapshots/6/00000.gz")), "bad snapshots"],
    ["a missing chunk", (directory) => rmSync(join(directory, "snapshots/6/00000.gz")), "bad snapshots"],
    ["a manifest", (directory) => flip(join(directory, "snapshots/6/manifest")), "bad snapshots"],
    [
      "a snapshot under another height",
      (directory) => cpSync(join(directory, "snapshots/6"), join(directory, "snapshots/7"), { recursive: true }),
      "bad snapshots",
    ],
    [
      "a key that others can read",
      (directory) => chmodSync(join(directory, "comet/config/priv_validator_key.json"), 0o644),
      "bad priv_validator_key.json",
    ],
    [
      "half a key",
      (directory) => writeFileSync(join(directory, "comet/config/node_key.json"), '{"priv_key":{"value":"AAAA"}}'),
      "bad node_key.json",
    ],
    ["no key", (directory) => rmSync(join(directory, "comet/config/node_key.json")), "bad node_key.json"],
    ["no sign state", (directory) => rmSync(join(directory, "comet/data/priv_validator_state.json")), "bad sign state"],
    [
      "a sign state from a backup",
      (directory) => writeFileSync(join(directory, "comet/signed.json"), '{"height":"7"}'),
      "bad sign state",
    ],
    [
      "a chain from a backup",
      (directory) =>
        writeFileSync(join(directory, "comet/data/priv_validator_state.json"), '{"height":"50","round":0,"step":3}'),
      "warn sign state",
    ],
    [
      "a torn journal",
      (directory) =>
        writeFileSync(
          join(directory, "pool.journal"),
          Buffer.concat([readFileSync(join(sound, "pool.journal")), Buffer.of(9)]),
        ),
      "warn pool journal",
    ],
    [
      "no journal at all",
      (directory) => writeFileSync(join(directory, "pool.journal"), "something else"),
      "warn pool journal",
    ],
    [
      "tables that are none",
      (directory) => writeFileSync(join(directory, "index/index.sqlite"), Buffer.alloc(9000, 7)),
      "bad indexer",
    ],
  ])("%s", async (_, work, expected) => {
    const directory = copy();
    work(directory);
    const findings = await check(directory);
    expect(ill(findings)).toEqual([expected]);
    const [{ advice }] = findings.filter(({ health }) => health !== "ok") as [Finding];
    expect(advice).toMatch(/\w{3}/);
  });

  test("an LMDB file that is none, a directory in use, no directory", async () => {
    const directory = copy();
    writeFileSync(join(directory, "state/data.mdb"), Buffer.alloc(20_000, 1));
    await expect(check(directory)).rejects.toThrow("is not a database of this program");
    writeFileSync(join(directory, "state/data.mdb"), Buffer.alloc(5_000, 1));
    await expect(check(directory)).rejects.toThrow("is cut off");
    const unlock = lockDirectory(sound);
    await expect(check(sound)).rejects.toThrow(`in use by process ${process.pid}`);
    unlock();
    await expect(check(join(folder, "nowhere"))).rejects.toThrow(NoChain);
  });

  test("it can be stopped", async () => {
    const stopped = AbortSignal.abort(new Error("stopped"));
    const options = { directory: sound, hashing: crypto, signal: stopped, depthBlocks: 10, repairIndexes: false };
    await expect(examine(options)).rejects.toThrow("stopped");
    expect(ill(await check(sound))).toEqual([]);
  });
});
