// The pool on disk: what was acknowledged survives the death of its node (issue 4, "Done when" 2). An append-only file of
// records, each with its length and a checksum, written before the sender hears; a record torn by a crash is the last one
// and is dropped. A killed process loses nothing; against a power cut the file is synced once a second.

import {
  closeSync,
  existsSync,
  fdatasync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from "node:fs";
import { crc32 } from "node:zlib";

const HEADER_BYTES = 8;
/** "PLXJ", version 1. */
const MAGIC = Buffer.from("PLXJ0001");
const SYNC_EVERY_MS = 1_000;
/** Below it a file is never worth rewriting. */
const COMPACT_ABOVE_BYTES = 4 * 1024 * 1024;

export class Journal {
  readonly path: string;
  #file: number;
  #size = 0;
  /** Size after which the file is rewritten, once what it holds is mostly past. */
  #compactAbove = COMPACT_ABOVE_BYTES;
  #dirty = false;
  readonly #timer: NodeJS.Timeout;

  private constructor(path: string, file: number, size: number) {
    this.path = path;
    this.#file = file;
    this.#size = size;
    this.#timer = setInterval(() => this.#sync(), SYNC_EVERY_MS);
    this.#timer.unref();
  }

  /** Opens or makes the file and returns what it holds, oldest first. A torn tail is cut off. */
  static open(path: string): { journal: Journal; extrinsics: Uint8Array[] } {
    const content = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
    const { extrinsics, goodBytes } = readRecords(content);
    const file = openSync(path, goodBytes === 0 ? "w" : "r+", 0o600);
    if (goodBytes === 0) writeSync(file, MAGIC, 0, MAGIC.length, 0);
    else ftruncateSync(file, goodBytes);
    return { journal: new Journal(path, file, Math.max(goodBytes, MAGIC.length)), extrinsics };
  }

  /** Throws what the file system says, such as ENOSPC; then the extrinsic must not be acknowledged. */
  append(extrinsic: Uint8Array): void {
    const record = recordOf(extrinsic);
    try {
      writeWhole(this.#file, record, this.#size);
    } catch (error) {
      ftruncateSync(this.#file, this.#size);
      throw error;
    }
    this.#size += record.length;
    this.#dirty = true;
  }

  get isLong(): boolean {
    return this.#size > this.#compactAbove;
  }

  /** Rewrites the file with what still waits. A crash leaves the old file or the new one. */
  compact(waiting: Iterable<Uint8Array>): void {
    const content = Buffer.concat([MAGIC, ...[...waiting].map(recordOf)]);
    const temporary = `${this.path}.new`;
    const file = openSync(temporary, "w+", 0o600);
    writeWhole(file, content, 0);
    renameSync(temporary, this.path);
    closeSync(this.#file);
    this.#file = file;
    this.#size = content.length;
    this.#compactAbove = Math.max(COMPACT_ABOVE_BYTES, 2 * content.length);
    this.#dirty = true;
  }

  close(): void {
    clearInterval(this.#timer);
    closeSync(this.#file);
  }

  #sync(): void {
    if (!this.#dirty) return;
    this.#dirty = false;
    // In the background: a slow disk must not stop blocks. Its failure shows at the next write.
    fdatasync(this.#file, () => {});
  }
}

function recordOf(extrinsic: Uint8Array): Buffer {
  const record = Buffer.allocUnsafe(HEADER_BYTES + extrinsic.length);
  record.writeUInt32LE(extrinsic.length, 0);
  record.writeUInt32LE(crc32(extrinsic), 4);
  record.set(extrinsic, HEADER_BYTES);
  return record;
}

/** The whole records of a journal, and where they end. */
export function readRecords(content: Buffer): { extrinsics: Uint8Array[]; goodBytes: number } {
  const extrinsics: Uint8Array[] = [];
  if (!content.subarray(0, MAGIC.length).equals(MAGIC)) return { extrinsics, goodBytes: 0 };
  let at = MAGIC.length;
  while (at + HEADER_BYTES <= content.length) {
    const end = at + HEADER_BYTES + content.readUInt32LE(at);
    if (end > content.length) break;
    const extrinsic = new Uint8Array(content.subarray(at + HEADER_BYTES, end));
    if (crc32(extrinsic) !== content.readUInt32LE(at + 4)) break;
    extrinsics.push(extrinsic);
    at = end;
  }
  return { extrinsics, goodBytes: at };
}

function writeWhole(file: number, bytes: Uint8Array, position: number): void {
  for (let written = 0; written < bytes.length; ) {
    written += writeSync(file, bytes, written, bytes.length - written, position + written);
  }
}
