// Snapshots on disk: D/snapshots/<height>/ with `manifest` and one file a chunk. A folder appears whole, by rename; what a
// crash left is swept at the next start.

import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { sha256 } from "@plexus/chain/store";
import { SNAPSHOT_LIMITS } from "./limits.js";
import { decodeManifest, SNAPSHOT_FORMAT } from "./manifest.js";

/** As CometBFT has it: all that must be equal for two nodes to serve the same one. */
export interface Snapshot {
  height: number;
  format: number;
  chunks: number;
  /** sha256 of the metadata. */
  hash: Uint8Array;
  /** The encoded manifest. */
  metadata: Uint8Array;
}

const HEIGHT_NAME = /^[1-9]\d{0,9}$/;
const UNFINISHED = ".making-";
const chunkName = (index: number): string => `${String(index).padStart(5, "0")}.gz`;

export class SnapshotShelf {
  readonly directory: string;

  constructor(directory: string) {
    this.directory = directory;
  }

  /** Newest first. One that cannot be read is left out. */
  list(): Snapshot[] {
    return this.heights().flatMap((height) => this.#read(height) ?? []);
  }

  heights(): number[] {
    return this.#names()
      .filter((name) => HEIGHT_NAME.test(name))
      .map(Number)
      .sort((a, b) => b - a);
  }

  /** A chunk as it travels; undefined if there is none. */
  chunk(height: number, format: number, index: number): Uint8Array | undefined {
    if (format !== SNAPSHOT_FORMAT || !isIndex(height) || !isIndex(index) || index >= SNAPSHOT_LIMITS.chunks) {
      return undefined;
    }
    return readOrNothing(join(this.directory, String(height), chunkName(index)));
  }

  remove(height: number): void {
    rmSync(join(this.directory, String(height)), { recursive: true, force: true });
  }

  /** Removes what was never finished, and all but the newest `kept`. */
  sweep(kept: number): void {
    for (const name of this.#names()) {
      if (name.startsWith(UNFINISHED)) rmSync(join(this.directory, name), { recursive: true, force: true });
    }
    for (const height of this.heights()) if (!this.#read(height)) this.remove(height);
    for (const height of this.heights().slice(kept)) this.remove(height);
  }

  #read(height: number): Snapshot | undefined {
    const metadata = readOrNothing(join(this.directory, String(height), "manifest"));
    if (!metadata) return undefined;
    try {
      const { format, chunkHashes } = decodeManifest(metadata);
      return { height, format, chunks: chunkHashes.length, hash: sha256(metadata), metadata };
    } catch {
      return undefined;
    }
  }

  #names(): string[] {
    try {
      return readdirSync(this.directory);
    } catch {
      return [];
    }
  }
}

/** A snapshot being put on the shelf. Everything is on the disk before it gets its name. */
export class ShelfWriter {
  readonly #final: string;
  readonly #folder: string;
  #chunks = 0;

  constructor(directory: string, height: number) {
    this.#final = join(directory, String(height));
    this.#folder = join(directory, `${UNFINISHED}${height}`);
    rmSync(this.#folder, { recursive: true, force: true });
    mkdirSync(this.#folder, { recursive: true });
  }

  chunk(packed: Uint8Array): void {
    writeDurably(join(this.#folder, chunkName(this.#chunks++)), packed);
  }

  finish(metadata: Uint8Array): void {
    writeDurably(join(this.#folder, "manifest"), metadata);
    rmSync(this.#final, { recursive: true, force: true });
    renameSync(this.#folder, this.#final);
  }

  abandon(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function isIndex(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function readOrNothing(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

function writeDurably(path: string, content: Uint8Array): void {
  const file = openSync(path, "w", 0o644);
  try {
    for (let at = 0; at < content.length; ) at += writeSync(file, content, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
