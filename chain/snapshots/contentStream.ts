// The content of a snapshot, cut into chunks without regard to what lies where:
//   u32 length ‖ block record, then for each entry in strict byte order of keys: u16 length ‖ key ‖ u32 length ‖ value.
// Lengths are little-endian. The same state and block give the same bytes everywhere.

import { type Entry, MAX_STATE_KEY_BYTES } from "@plexus/chain/store";
import { compareBytes } from "@plexus/core/scale";
import { SNAPSHOT_LIMITS } from "./limits.js";

/** Collects bytes and hands each full chunk on. */
export class ContentWriter {
  readonly #chunk: Buffer;
  readonly #onChunk: (content: Buffer) => void;
  #filled = 0;
  totalBytes = 0n;

  /** `onChunk` gets a view that is overwritten afterwards. */
  constructor(chunkBytes: number, onChunk: (content: Buffer) => void) {
    this.#chunk = Buffer.allocUnsafe(chunkBytes);
    this.#onChunk = onChunk;
  }

  block(record: Uint8Array): void {
    const length = Buffer.allocUnsafe(4);
    length.writeUInt32LE(record.length);
    this.#write(length);
    this.#write(record);
  }

  entry([key, value]: Entry): void {
    const front = Buffer.allocUnsafe(2 + key.length + 4);
    front.writeUInt16LE(key.length);
    front.set(key, 2);
    front.writeUInt32LE(value.length, 2 + key.length);
    this.#write(front);
    this.#write(value);
  }

  end(): void {
    if (this.#filled > 0) this.#flush();
  }

  #write(bytes: Uint8Array): void {
    this.totalBytes += BigInt(bytes.length);
    let from = 0;
    while (from < bytes.length) {
      const part = bytes.subarray(from, from + this.#chunk.length - this.#filled);
      this.#chunk.set(part, this.#filled);
      this.#filled += part.length;
      from += part.length;
      if (this.#filled === this.#chunk.length) this.#flush();
    }
  }

  #flush(): void {
    this.#onChunk(this.#chunk.subarray(0, this.#filled));
    this.#filled = 0;
  }
}

/** Content that breaks the format: its maker is at fault, not the one who carried it. */
export class BadContent extends Error {
  override name = "BadContent";
}

/** Takes content chunk by chunk and gives what is whole in it. */
export class ContentReader {
  #rest: Buffer = Buffer.alloc(0);
  #isBlockRead = false;
  #lastKey: Uint8Array | undefined;

  /** Throws BadContent. The parts are views of `content` where they could be. */
  *read(content: Buffer): Generator<{ block: Uint8Array } | { entry: Entry }> {
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, content]) : content;
    let at = 0;
    if (!this.#isBlockRead) {
      const block = partAt(bytes, 0, SNAPSHOT_LIMITS.blockBytes);
      if (!block) return this.#keep(bytes, 0);
      this.#isBlockRead = true;
      at = block.end;
      yield { block: bytes.subarray(4, at) };
    }
    for (;;) {
      if (bytes.length - at < 2) break;
      const keyBytes = bytes.readUInt16LE(at);
      if (keyBytes === 0 || keyBytes > MAX_STATE_KEY_BYTES) throw new BadContent(`a key of ${keyBytes} bytes`);
      const keyEnd = at + 2 + keyBytes;
      const value = partAt(bytes, keyEnd, SNAPSHOT_LIMITS.valueBytes);
      if (!value) break;
      const key = bytes.subarray(at + 2, keyEnd);
      if (this.#lastKey && compareBytes(this.#lastKey, key) >= 0) throw new BadContent("keys are out of order");
      this.#lastKey = key;
      yield { entry: [key, bytes.subarray(keyEnd + 4, value.end)] };
      at = value.end;
    }
    this.#keep(bytes, at);
  }

  /** Throws BadContent if the content ended in the middle. */
  end(): void {
    if (!this.#isBlockRead || this.#rest.length > 0) throw new BadContent("the content ends in the middle");
  }

  #keep(bytes: Buffer, from: number): void {
    this.#rest = Buffer.from(bytes.subarray(from));
    if (this.#lastKey) this.#lastKey = Buffer.from(this.#lastKey);
  }
}

/** Where a part with a length of four bytes ends; undefined if not all of it is there. Throws BadContent if it is too long. */
function partAt(bytes: Buffer, at: number, maximum: number): { end: number } | undefined {
  if (bytes.length - at < 4) return undefined;
  const length = bytes.readUInt32LE(at);
  if (length > maximum) throw new BadContent(`a part of ${length} bytes`);
  const end = at + 4 + length;
  return end <= bytes.length ? { end } : undefined;
}
