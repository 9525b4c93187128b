// Offers, manifests and chunks that are not the snapshot are refused, whatever they are; nothing of them stays.

import { sha256 } from "@plexus/chain/store";
import { fromHex, type Hex, toHex } from "@plexus/core/scale";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CHUNK_BYTES, genesis, type SnapshotFixture, snapshotFixture, stateOf } from "../testing/snapshotFixture.js";
import { hashing } from "../testing/storeChain.js";
import { ContentReader, ContentWriter } from "./contentStream.js";
import { decodeManifest, encodeManifest } from "./manifest.js";
import { pack, unpack } from "./packing.js";
import { SnapshotRestore } from "./snapshotRestore.js";
import type { Snapshot } from "./snapshotShelf.js";

let fixture: SnapshotFixture;
beforeAll(async () => {
  fixture = await snapshotFixture();
}, 60_000);
afterAll(() => fixture.close());

describe("what is not the snapshot", () => {
  const offered = (changes: Partial<Snapshot>, hash = fixture.appHash) => {
    const reasons: string[] = [];
    const restore = new SnapshotRestore({
      store: fixture.newcomer().store,
      hashing,
      onRefusal: (reason) => reasons.push(reason),
    });
    return { verdict: restore.offer({ ...fixture.snapshot, ...changes }, hash), reasons };
  };
  const remade = (changes: Partial<ReturnType<typeof decodeManifest>>): Partial<Snapshot> => {
    const metadata = encodeManifest({ ...decodeManifest(fixture.snapshot.metadata), ...changes });
    return { metadata, hash: sha256(metadata) };
  };

  test("is refused when it is offered", () => {
    expect(offered({}).verdict).toBe("accept");
    expect(offered({ format: 2 }).verdict).toBe("rejectFormat");
    expect(offered({ hash: sha256(Buffer.from("x")) }).verdict).toBe("reject");
    expect(offered({ height: 3 }).verdict).toBe("reject");
    expect(offered({ chunks: 2 }).verdict).toBe("reject");
    expect(offered({}, fromHex(fixture.source.store.hashOf(3) as Hex)).reasons).toEqual([
      "a snapshot is not taken: a header that the engine does not know",
    ]);
    expect(offered(remade({ genesisHash: new Uint8Array(32) })).reasons[0]).toContain("another chain");
    const otherHeader = fixture.source.store.block(3)?.header as Uint8Array;
    expect(
      offered(remade({ header: otherHeader }), fromHex(fixture.source.store.hashOf(3) as Hex)).reasons[0],
    ).toContain("another height");
    const restore = new SnapshotRestore({ store: fixture.source.store, hashing });
    expect(restore.offer(fixture.snapshot, fixture.appHash)).toBe("abort");
  });

  test("a corrupted chunk is asked for again from somebody else, then all goes on", async () => {
    const { store } = fixture.newcomer();
    const restore = new SnapshotRestore({ store, hashing });
    restore.offer(fixture.snapshot, fixture.appHash);
    await restore.applyChunk(0, fixture.chunks[0] as Uint8Array, "honest");
    const corrupted = Buffer.from(fixture.chunks[1] as Uint8Array);
    const middle = corrupted.length >> 1;
    corrupted[middle] = (corrupted[middle] as number) ^ 1;
    for (const bad of [corrupted, new Uint8Array(), fixture.chunks[0] as Uint8Array, Buffer.alloc(11_000_000)]) {
      expect(await restore.applyChunk(1, bad, "liar")).toEqual({
        result: "retry",
        refetchChunks: [1],
        rejectSenders: ["liar"],
      });
    }
    expect((await restore.applyChunk(1, fixture.chunks[1] as Uint8Array, "honest")).result).toBe("accept");
    expect((await restore.applyChunk(0, fixture.chunks[0] as Uint8Array, "honest")).result).toBe("accept");
    expect((await restore.applyChunk(2, fixture.chunks[2] as Uint8Array, "honest")).restored).toEqual({
      number: 2,
      hash: toHex(fixture.appHash),
    });
  });

  /** Content that differs in one byte of a value, with a manifest that vouches for it. */
  const forged = (change: (content: Buffer[]) => Buffer[]): { offer: Snapshot; chunks: Buffer[] } => {
    const manifest = decodeManifest(fixture.snapshot.metadata);
    const contents = change(fixture.chunks.map((chunk) => unpack(chunk, CHUNK_BYTES) ?? unpackLast(chunk)));
    const totalBytes = BigInt(contents.reduce((sum, content) => sum + content.length, 0));
    const metadata = encodeManifest({ ...manifest, totalBytes, chunkHashes: contents.map(sha256) });
    return {
      offer: { ...fixture.snapshot, metadata, hash: sha256(metadata), chunks: contents.length },
      chunks: contents.map(pack),
    };
  };
  const unpackLast = (chunk: Uint8Array): Buffer => {
    const bytes = Number(decodeManifest(fixture.snapshot.metadata).totalBytes) - 2 * CHUNK_BYTES;
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
    const chain = fixture.newcomer();
    const lie = forged(change);
    const restore = new SnapshotRestore({ store: chain.store, hashing });
    expect(restore.offer(lie.offer, fixture.appHash)).toBe("accept");
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
    await fixture.restoreInto(chain);
    expect(stateOf(chain, 2)).toEqual(stateOf(fixture.source, 2));
  });
});

describe("random bytes", () => {
  test("as metadata or chunk never get in, never throw", async () => {
    const { store } = fixture.newcomer();
    let last = "";
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 200 }),
        fc.nat(fixture.snapshot.metadata.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.nat(2),
        async (junk, at, flip, index) => {
          const restore = new SnapshotRestore({ store, hashing, onRefusal: (reason) => void (last = reason) });
          const mutated = Uint8Array.from(fixture.snapshot.metadata);
          mutated[at] = (mutated[at] as number) ^ flip;
          for (const metadata of [
            junk,
            mutated,
            Buffer.concat([fixture.snapshot.metadata, junk]),
            fixture.snapshot.metadata.slice(0, at),
          ]) {
            const verdict = restore.offer({ ...fixture.snapshot, metadata, hash: sha256(metadata) }, fixture.appHash);
            // Another chunk hash or size is a lie that only its chunks can show.
            if (verdict !== "accept") continue;
            const { header, height } = decodeManifest(metadata);
            expect([toHex(header), height]).toEqual([toHex(decodeManifest(fixture.snapshot.metadata).header), 2]);
          }
          expect(restore.offer(fixture.snapshot, fixture.appHash), last).toBe("accept");
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
