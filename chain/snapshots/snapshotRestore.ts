// A newcomer's side (issue 4 §3): a snapshot is offered, its chunks are applied in order, and the last one is accepted only
// when the root over everything is the one in the header whose hash the engine vouches for. Whatever comes from peers is
// checked before it is used: nothing here throws on it.

import { decodeRecord, type Entry, RestoreMismatch, type StateRestore, type Store, sha256 } from "@plexus/chain/store";
import type { Hashing } from "@plexus/core/crypto";
import { extrinsicsRoot, type Head, headerCodec } from "@plexus/core/runtime";
import { compareBytes, decode, type Hex, toHex } from "@plexus/core/scale";
import { BadContent, ContentReader } from "./contentStream.js";
import { SNAPSHOT_LIMITS } from "./limits.js";
import { contentBytes, decodeManifest, SNAPSHOT_FORMAT, type SnapshotManifest } from "./manifest.js";
import { unpack } from "./packing.js";
import type { Snapshot } from "./snapshotShelf.js";

export type OfferVerdict = "accept" | "abort" | "reject" | "rejectFormat" | "rejectSender";

export interface ChunkVerdict {
  result: "accept" | "abort" | "retry" | "retrySnapshot" | "rejectSnapshot";
  refetchChunks: number[];
  rejectSenders: string[];
  /** With the last chunk: the block at which the chain goes on. */
  restored?: Head;
}

export interface RestoreProgress {
  height: number;
  chunks: number;
  ofChunks: number;
  receivedBytes: number;
  totalBytes: number;
}

export interface SnapshotRestoreOptions {
  /** Holds block 0 only. */
  store: Store;
  hashing: Hashing;
  onProgress?(progress: RestoreProgress): void;
  /** Why an offer or a chunk was not taken, for the log. */
  onRefusal?(reason: string): void;
}

interface Running {
  manifest: SnapshotManifest;
  hash: Hex;
  stateRoot: Hex;
  restore: StateRestore;
  reader: ContentReader;
  block: { header: Uint8Array; extrinsics: Uint8Array[] } | undefined;
  /** The chunk that is due. */
  next: number;
}

export class SnapshotRestore {
  readonly #options: SnapshotRestoreOptions;
  #running: Running | undefined;
  #isBusy = false;

  constructor(options: SnapshotRestoreOptions) {
    this.#options = options;
  }

  /** `appHash`: the block hash of that height, vouched for by the light client. */
  offer(snapshot: Snapshot, appHash: Uint8Array): OfferVerdict {
    if (this.#isBusy) return this.#refuse("abort", "a chunk is being applied");
    this.abandon();
    const { store, hashing } = this.#options;
    if (store.head?.number !== 0) return this.#refuse("abort", "this node has blocks already");
    if (snapshot.format !== SNAPSHOT_FORMAT) return this.#refuse("rejectFormat", `format ${snapshot.format}`);
    if (compareBytes(sha256(snapshot.metadata), snapshot.hash) !== 0) {
      return this.#refuse("reject", "the hash is not that of the metadata");
    }
    try {
      const manifest = decodeManifest(snapshot.metadata);
      const problem = this.#problemOf(manifest, snapshot, appHash);
      if (problem) return this.#refuse("reject", problem);
      this.#running = {
        manifest,
        hash: toHex(hashing.blake2b256(manifest.header)),
        stateRoot: decode(headerCodec, manifest.header).state_root,
        restore: store.restore(),
        reader: new ContentReader(),
        block: undefined,
        next: 0,
      };
      return "accept";
    } catch (error) {
      return this.#refuse("reject", (error as Error).message);
    }
  }

  /** `sender`: who carried it; named again if the chunk is not what the manifest says. */
  async applyChunk(index: number, chunk: Uint8Array, sender: string): Promise<ChunkVerdict> {
    const running = this.#running;
    if (!running || this.#isBusy) return verdict("abort");
    // Applied already: the engine asks again after a refetch.
    if (index < running.next) return verdict("accept");
    if (index > running.next) return verdict("retrySnapshot");
    const content = unpack(chunk, contentBytes(running.manifest, index));
    if (!content || compareBytes(sha256(content), running.manifest.chunkHashes[index] as Uint8Array) !== 0) {
      this.#options.onRefusal?.(`chunk ${index} from ${sender} is not what its snapshot says: it is asked for again`);
      return { result: "retry", refetchChunks: [index], rejectSenders: sender === "" ? [] : [sender] };
    }
    this.#isBusy = true;
    try {
      await this.#take(running, content);
      running.next++;
      this.#tell(running);
      return running.next === running.manifest.chunkHashes.length ? this.#finish(running) : verdict("accept");
    } catch (error) {
      if (!(error instanceof BadContent || error instanceof RestoreMismatch)) throw error;
      this.#options.onRefusal?.(`snapshot ${running.manifest.height} is refused: ${error.message}`);
      this.#isBusy = false;
      this.abandon();
      return verdict("rejectSnapshot");
    } finally {
      this.#isBusy = false;
    }
  }

  /** Throws away what was restored so far. */
  abandon(): void {
    this.#running?.restore.abandon();
    this.#running = undefined;
  }

  #problemOf(manifest: SnapshotManifest, snapshot: Snapshot, appHash: Uint8Array): string | undefined {
    const { store, hashing } = this.#options;
    if (manifest.format !== snapshot.format || manifest.height !== snapshot.height)
      return "metadata of another snapshot";
    if (manifest.chunkHashes.length !== snapshot.chunks) return "another number of chunks";
    if (toHex(manifest.genesisHash) !== store.hashOf(0)) return "a snapshot of another chain";
    if (compareBytes(hashing.blake2b256(manifest.header), appHash) !== 0)
      return "a header that the engine does not know";
    if (decode(headerCodec, manifest.header).number !== manifest.height) return "the header of another height";
    return undefined;
  }

  async #take(running: Running, content: Buffer): Promise<void> {
    let batch: Entry[] = [];
    for (const part of running.reader.read(content)) {
      if ("block" in part) running.block = this.#checkBlock(running, part.block);
      else batch.push(part.entry);
      if (batch.length < SNAPSHOT_LIMITS.entriesAtOnce) continue;
      running.restore.add(batch);
      batch = [];
      await new Promise((resume) => setImmediate(resume));
    }
    running.restore.add(batch);
  }

  /** Header and extrinsics of the block, both proven by its hash. Throws BadContent. */
  #checkBlock({ manifest }: Running, record: Uint8Array): { header: Uint8Array; extrinsics: Uint8Array[] } {
    let block: ReturnType<typeof decodeRecord>;
    try {
      block = decodeRecord(record);
    } catch (error) {
      throw new BadContent(`no block: ${(error as Error).message}`);
    }
    if (compareBytes(block.header, manifest.header) !== 0) throw new BadContent("another block than the manifest's");
    const root = extrinsicsRoot(this.#options.hashing, block.extrinsics);
    if (root !== decode(headerCodec, manifest.header).extrinsics_root)
      throw new BadContent("extrinsics of another block");
    return block;
  }

  #finish(running: Running): ChunkVerdict {
    const { hashing } = this.#options;
    const { block, reader, restore, manifest, hash, stateRoot } = running;
    reader.end();
    if (!block) throw new BadContent("no block");
    const hashes = block.extrinsics.map((extrinsic): Hex => toHex(hashing.blake2b256(extrinsic)));
    restore.finish({ number: manifest.height, hash, ...block }, stateRoot, hashes);
    this.#running = undefined;
    return { ...verdict("accept"), restored: { number: manifest.height, hash } };
  }

  #tell({ manifest, next }: Running): void {
    const totalBytes = Number(manifest.totalBytes);
    this.#options.onProgress?.({
      height: manifest.height,
      chunks: next,
      ofChunks: manifest.chunkHashes.length,
      receivedBytes: Math.min(totalBytes, next * manifest.chunkBytes),
      totalBytes,
    });
  }

  #refuse(result: OfferVerdict, reason: string): OfferVerdict {
    this.#options.onRefusal?.(`a snapshot is not taken: ${reason}`);
    return result;
  }
}

function verdict(result: ChunkVerdict["result"]): ChunkVerdict {
  return { result, refetchChunks: [], rejectSenders: [] };
}
