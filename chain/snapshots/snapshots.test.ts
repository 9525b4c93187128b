// Made beside a chain that goes on, offered, fetched, restored: the newcomer has the same state, root and proofs; whatever
// is not the snapshot is refused, and a crash leaves block 0 (issue 4 §3, "Done when" 5).

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ChainEvents, silentLogger } from "@plexus/chain/engine";
import { StateUnavailable, sha256 } from "@plexus/chain/store";
import { verifyProof } from "@plexus/core/merkle";
import { fromHex, type Hex, toHex } from "@plexus/core/scale";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hashing, plainState, StoreChain } from "../testing/storeChain.js";
import { ContentReader, ContentWriter } from "./contentStream.js";
import { decodeManifest, encodeManifest } from "./manifest.js";
import { pack, unpack } from "./packing.js";
import { SnapshotMaker } from "./snapshotMaker.js";
import { SnapshotRestore } from "./snapshotRestore.js";
import type { Snapshot } from "./snapshotShelf.js";

const folder = mkdtempSync(join(tmpdir(), "plexus-snapshots-"));
const genesis = plainState(20, 40, "genesis");
const chunkBytes = 20_000;
const extrinsics = [Buffer.from("an extrinsic"), Buffer.from("another")];
let source: StoreChain;
let maker: SnapshotMaker;
let snapshot: Snapshot;
let appHash: Uint8Array;
let chunks: Uint8Array[];
const opened: StoreChain[] = [];

function newcomer(options: Partial<ConstructorParameters<typeof StoreChain>[0]> = {}): StoreChain {
  const chain = new StoreChain({ directory: undefined, keepBlocks: "all", ...options });
  opened.push(chain);
  if (!chain.store.head) chain.add(genesis);
  return chain;
}

const stateOf = ({ store }: StoreChain, height: number): [Hex, Hex][] =>
  [...store.at(height).iterate(new Uint8Array())].map(([key, value]) => [toHex(key), toHex(value)]);

beforeAll(async () => {
  source = new StoreChain({ directory: join(folder, "source"), keepBlocks: "all" });
  opened.push(source);
  source.add(genesis);
  // Some 50 kB in values of 3,000 and of 3 bytes: three chunks, values that lie across two of them.
  source.add(plainState(13, 3_000, "large"));
  source.add(plainState(250, 3, "small"), extrinsics);
  maker = new SnapshotMaker({
    store: source.store,
    events: new ChainEvents(silentLogger),
    directory: join(folder, "source/snapshots"),
    intervalBlocks: 0,
    chunkBytes,
    logger: silentLogger,
  });
  const making = maker.make(2);
  // The chain goes on, also over what the snapshot has still to read.
  for (let number = 3; number < 8; number++) {
    source.add(new Map([...plainState(6, 3_000, "large").keys()].map((key) => [key, Uint8Array.of(number)])));
    await new Promise((resume) => setTimeout(resume, 60));
  }
  expect(await making).toMatchObject({ height: 2, chunks: 3, entries: 283 });
  [snapshot] = maker.shelf.list() as [Snapshot];
  appHash = fromHex(source.store.hashOf(2) as Hex);
  chunks = [0, 1, 2].map((index) => maker.shelf.chunk(2, 1, index) as Uint8Array);
}, 60_000);

afterAll(async () => {
  await maker.close();
  for (const { store } of opened) await store.close();
  rmSync(folder, { recursive: true });
});

async function restoreInto(chain: StoreChain): Promise<void> {
  const restore = new SnapshotRestore({ store: chain.store, hashing });
  expect(restore.offer(snapshot, appHash)).toBe("accept");
  for (const [index, chunk] of chunks.entries()) {
    expect(await restore.applyChunk(index, chunk, "peer")).toMatchObject({ result: "accept" });
  }
}

describe("a snapshot", () => {
  test("holds the state of its height although the chain went on, in chunks below the limit", () => {
    expect(snapshot).toMatchObject({ height: 2, format: 1, chunks: 3 });
    expect(sha256(snapshot.metadata)).toEqual(snapshot.hash);
    for (const chunk of chunks) expect(chunk.length).toBeLessThan(10_000_000);
    expect(maker.shelf.chunk(2, 1, 3)).toBeUndefined();
    expect(maker.shelf.chunk(2, 2, 0)).toBeUndefined();
    expect(maker.shelf.chunk(3, 1, 0)).toBeUndefined();
  });

  test("is the same whenever and wherever it is made", async () => {
    const again = new SnapshotMaker({
      store: source.store,
      events: new ChainEvents(silentLogger),
      directory: join(folder, "again"),
      intervalBlocks: 0,
      chunkBytes,
      logger: silentLogger,
    });
    await again.make(2);
    expect(again.shelf.list()[0]?.hash).toEqual(snapshot.hash);
    await again.close();
  }, 30_000);

  test("restored: the same state, root, proofs, block and heads; blocks before are unknown, block 0 is not", async () => {
    const chain = newcomer();
    await restoreInto(chain);
    const { store } = chain;
    expect(store.head).toMatchObject({ number: 2, hash: toHex(appHash) });
    expect(store.finalised).toMatchObject({ number: 2, hash: toHex(appHash) });
    expect(stateOf(chain, 2)).toEqual(stateOf(source, 2));
    expect(store.block(2)).toEqual(source.store.block(2));
    expect(store.extrinsic(hashing.blake2b256(extrinsics[1] as Uint8Array))).toEqual({ number: 2, index: 1 });
    expect(store.hashOf(0)).toBe(source.store.hashOf(0));
    expect(store.hashOf(1)).toBeUndefined();
    expect(store.block(1)).toBeUndefined();
    expect([store.earliestState, store.earliestBlock]).toEqual([2, 2]);
    expect(() => store.at(1)).toThrow(StateUnavailable);
    const [key] = genesis.keys();
    const { root, entries } = await store.prove([fromHex(key as Hex)], 2);
    const [entry] = entries;
    expect(entry && verifyProof(hashing, fromHex(root), entry.key, entry.value, entry.proof)).toBe(true);
    for (let number = 3; number < 8; number++) {
      const hash = chain.add(
        new Map([...plainState(6, 3_000, "large").keys()].map((each) => [each, Uint8Array.of(number)])),
      );
      expect(hash).toBe(source.store.hashOf(number));
    }
    expect(stateOf(chain, 3)).toEqual(stateOf(source, 3));
    expect((await store.prove([fromHex(key as Hex)], 2)).root).toBe(root);
  });

  test("restored on disk: it opens again at that block", async () => {
    const directory = join(folder, "reopened");
    const first = new StoreChain({ directory, keepBlocks: "all" });
    first.add(genesis);
    await restoreInto(first);
    await first.store.close();
    const second = newcomer({ directory });
    expect(second.store.head).toMatchObject({ number: 2, hash: toHex(appHash) });
    expect(stateOf(second, 2)).toEqual(stateOf(source, 2));
    expect(() => second.store.restore()).toThrow("block 0 alone");
  });

  test("half restored: block 0 is what is read meanwhile and after a crash, and it can begin again", async () => {
    const directory = join(folder, "crashed");
    const first = new StoreChain({ directory, keepBlocks: "all" });
    first.add(genesis);
    const before = stateOf(first, 0);
    const restore = new SnapshotRestore({ store: first.store, hashing });
    expect(restore.offer(snapshot, appHash)).toBe("accept");
    await restore.applyChunk(0, chunks[0] as Uint8Array, "peer");
    expect(stateOf(first, 0)).toEqual(before);
    expect(first.store.head?.number).toBe(0);
    // No goodbye: the store is closed as it stands.
    await first.store.close();
    const second = newcomer({ directory });
    expect(second.store.head?.number).toBe(0);
    expect(stateOf(second, 0)).toEqual(before);
    await restoreInto(second);
    expect(stateOf(second, 2)).toEqual(stateOf(source, 2));
  });
});

describe("what is not the snapshot", () => {
  const offered = (changes: Partial<Snapshot>, hash = appHash) => {
    const reasons: string[] = [];
    const restore = new SnapshotRestore({
      store: newcomer().store,
      hashing,
      onRefusal: (reason) => reasons.push(reason),
    });
    return { verdict: restore.offer({ ...snapshot, ...changes }, hash), reasons };
  };
  const remade = (changes: Partial<ReturnType<typeof decodeManifest>>): Partial<Snapshot> => {
    const metadata = encodeManifest({ ...decodeManifest(snapshot.metadata), ...changes });
    return { metadata, hash: sha256(metadata) };
  };

  test("is refused when it is offered", () => {
    expect(offered({}).verdict).toBe("accept");
    expect(offered({ format: 2 }).verdict).toBe("rejectFormat");
    expect(offered({ hash: sha256(Buffer.from("x")) }).verdict).toBe("reject");
    expect(offered({ height: 3 }).verdict).toBe("reject");
    expect(offered({ chunks: 2 }).verdict).toBe("reject");
    expect(offered({}, fromHex(source.store.hashOf(3) as Hex)).reasons).toEqual([
      "a snapshot is not taken: a header that the engine does not know",
    ]);
    expect(offered(remade({ genesisHash: new Uint8Array(32) })).reasons[0]).toContain("another chain");
    const otherHeader = source.store.block(3)?.header as Uint8Array;
    expect(offered(remade({ header: otherHeader }), fromHex(source.store.hashOf(3) as Hex)).reasons[0]).toContain(
      "another height",
    );
    const restore = new SnapshotRestore({ store: source.store, hashing });
    expect(restore.offer(snapshot, appHash)).toBe("abort");
  });

  test("a corrupted chunk is asked for again from somebody else, then all goes on", async () => {
    const { store } = newcomer();
    const restore = new SnapshotRestore({ store, hashing });
    restore.offer(snapshot, appHash);
    await restore.applyChunk(0, chunks[0] as Uint8Array, "honest");
    const corrupted = Buffer.from(chunks[1] as Uint8Array);
    const middle = corrupted.length >> 1;
    corrupted[middle] = (corrupted[middle] as number) ^ 1;
    for (const bad of [corrupted, new Uint8Array(), chunks[0] as Uint8Array, Buffer.alloc(11_000_000)]) {
      expect(await restore.applyChunk(1, bad, "liar")).toEqual({
        result: "retry",
        refetchChunks: [1],
        rejectSenders: ["liar"],
      });
    }
    expect((await restore.applyChunk(1, chunks[1] as Uint8Array, "honest")).result).toBe("accept");
    expect((await restore.applyChunk(0, chunks[0] as Uint8Array, "honest")).result).toBe("accept");
    expect((await restore.applyChunk(2, chunks[2] as Uint8Array, "honest")).restored).toEqual({
      number: 2,
      hash: toHex(appHash),
    });
  });

  /** Content that differs in one byte of a value, with a manifest that vouches for it. */
  const forged = (change: (content: Buffer[]) => Buffer[]): { offer: Snapshot; chunks: Buffer[] } => {
    const manifest = decodeManifest(snapshot.metadata);
    const contents = change(chunks.map((chunk) => unpack(chunk, chunkBytes) ?? unpackLast(chunk)));
    const totalBytes = BigInt(contents.reduce((sum, content) => sum + content.length, 0));
    const metadata = encodeManifest({ ...manifest, totalBytes, chunkHashes: contents.map(sha256) });
    return {
      offer: { ...snapshot, metadata, hash: sha256(metadata), chunks: contents.length },
      chunks: contents.map(pack),
    };
  };
  const unpackLast = (chunk: Uint8Array): Buffer => {
    const bytes = Number(decodeManifest(snapshot.metadata).totalBytes) - 2 * chunkBytes;
    return unpack(chunk, bytes) as Buffer;
  };

  test.each<[string, (contents: Buffer[]) => Buffer[]]>([
    [
      "a value that differs",
      (contents) => {
        const last = contents[2] as Buffer;
        last[last.length - 1] = (last.at(-1) as number) ^ 1;
        return contents;
      },
    ],
    [
      "an entry that is missing",
      (contents) => {
        // The last entry is a key of 32 bytes with 3 or 3,000 bytes of value.
        const last = contents[2] as Buffer;
        const bytes = last.readUInt32LE(last.length - 7) === 3 ? 3 : 3_000;
        return [contents[0] as Buffer, contents[1] as Buffer, last.subarray(0, last.length - 38 - bytes)];
      },
    ],
    [
      "the end is cut off",
      (contents) => [contents[0] as Buffer, contents[1] as Buffer, (contents[2] as Buffer).subarray(0, -1)],
    ],
    [
      "another block",
      (contents) => {
        const first = contents[0] as Buffer;
        first[8] = (first[8] as number) ^ 1;
        return contents;
      },
    ],
  ])("with a manifest that vouches for it, %s: the snapshot is rejected and nothing stays", async (_, change) => {
    const chain = newcomer();
    const lie = forged(change);
    const restore = new SnapshotRestore({ store: chain.store, hashing });
    expect(restore.offer(lie.offer, appHash)).toBe("accept");
    const results = [];
    for (const [index, chunk] of lie.chunks.entries()) {
      const { result, restored } = await restore.applyChunk(index, chunk, "liar");
      expect(restored).toBeUndefined();
      results.push(result);
      if (result !== "accept") break;
    }
    expect(results.at(-1)).toBe("rejectSnapshot");
    expect(chain.store.head?.number).toBe(0);
    expect(stateOf(chain, 0)).toHaveLength(genesis.size);
    await restoreInto(chain);
    expect(stateOf(chain, 2)).toEqual(stateOf(source, 2));
  });
});

describe("random bytes", () => {
  test("as metadata or chunk never get in, never throw", async () => {
    const { store } = newcomer();
    let last = "";
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 200 }),
        fc.nat(snapshot.metadata.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.nat(2),
        async (junk, at, flip, index) => {
          const restore = new SnapshotRestore({ store, hashing, onRefusal: (reason) => void (last = reason) });
          const mutated = Uint8Array.from(snapshot.metadata);
          mutated[at] = (mutated[at] as number) ^ flip;
          for (const metadata of [
            junk,
            mutated,
            Buffer.concat([snapshot.metadata, junk]),
            snapshot.metadata.slice(0, at),
          ]) {
            const verdict = restore.offer({ ...snapshot, metadata, hash: sha256(metadata) }, appHash);
            // Another chunk hash or size is a lie that only its chunks can show.
            if (verdict !== "accept") continue;
            const { header, height } = decodeManifest(metadata);
            expect([toHex(header), height]).toEqual([toHex(decodeManifest(snapshot.metadata).header), 2]);
          }
          expect(restore.offer(snapshot, appHash), last).toBe("accept");
          const { result } = await restore.applyChunk(0, junk, "");
          expect(result).toBe("retry");
          expect((await restore.applyChunk(1 + index, junk, "x")).result).toBe("retrySnapshot");
          restore.abandon();
          expect((await restore.applyChunk(0, junk, "x")).result).toBe("abort");
        },
      ),
      { numRuns: 200 },
    );
    expect(store.head?.number).toBe(0);
  }, 60_000);

  test("as content are read as entries in order, or refused", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 6 }), (parts) => {
        const reader = new ContentReader();
        let last: Uint8Array | undefined;
        try {
          for (const part of parts) {
            for (const each of reader.read(Buffer.from(part))) {
              if (!("entry" in each)) continue;
              const [key] = each.entry;
              expect(key.length).toBeGreaterThan(0);
              if (last) expect(Buffer.compare(last, key)).toBe(-1);
              last = Buffer.from(key);
            }
          }
        } catch (error) {
          expect((error as Error).name).toBe("BadContent");
        }
      }),
      { numRuns: 500 },
    );
  });

  test("whatever is written is read, however it is cut", () => {
    const entry = fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 12 }), fc.uint8Array({ maxLength: 30 }));
    const entries = fc.uniqueArray(entry, { selector: ([key]) => toHex(key), maxLength: 12 });
    fc.assert(
      fc.property(
        entries,
        fc.uint8Array({ maxLength: 20 }),
        fc.integer({ min: 1, max: 17 }),
        (unsorted, block, cut) => {
          const sorted = unsorted.sort(([a], [b]) => Buffer.compare(a, b));
          let content = Buffer.alloc(0);
          const writer = new ContentWriter(64, (chunk) => {
            content = Buffer.concat([content, chunk]);
          });
          writer.block(block);
          for (const each of sorted) writer.entry(each);
          writer.end();
          const reader = new ContentReader();
          const read: unknown[] = [];
          for (let at = 0; at < content.length; at += cut) {
            for (const each of reader.read(Buffer.from(content.subarray(at, at + cut)))) {
              read.push("block" in each ? toHex(each.block) : each.entry.map(toHex));
            }
          }
          reader.end();
          expect(read).toEqual([toHex(block), ...sorted.map((each) => each.map(toHex))]);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe("the shelf", () => {
  test("keeps the newest, sweeps what was never finished, makes them at the interval", async () => {
    const directory = join(folder, "shelf");
    const chain = new StoreChain({ directory: join(folder, "shelved"), keepBlocks: "all" });
    opened.push(chain);
    chain.add(genesis);
    const events = new ChainEvents(silentLogger);
    const options = { store: chain.store, events, directory, intervalBlocks: 2, kept: 2, logger: silentLogger };
    const first = new SnapshotMaker(options);
    for (let number = 1; number <= 7; number++) {
      chain.add(plainState(5, 10, `block ${number}`));
      events.tell("finalised", { number } as never);
      if (number % 2 === 0) {
        await expect.poll(() => first.shelf.heights()[0], { timeout: 15_000 }).toBe(number);
        await first.idle();
      }
    }
    expect(first.shelf.heights()).toEqual([6, 4]);
    await first.close();
    const { mkdirSync } = await import("node:fs");
    mkdirSync(join(directory, ".making-8"));
    mkdirSync(join(directory, "10"));
    writeFileSync(join(directory, "10", "manifest"), "no manifest");
    const second = new SnapshotMaker(options);
    expect(readdirSync(directory).sort()).toEqual(["4", "6"]);
    await second.close();
  }, 60_000);

  test("a height that is not kept is logged, not thrown", async () => {
    const errors: unknown[] = [];
    const logger = { ...silentLogger, error: (fields: object) => errors.push(fields) };
    const other = new SnapshotMaker({
      store: source.store,
      events: new ChainEvents(silentLogger),
      directory: join(folder, "none"),
      intervalBlocks: 0,
      logger,
    });
    expect(await other.make(99)).toBeUndefined();
    expect(errors).toHaveLength(1);
    await other.close();
  });
});
