// The codec: one value that encodes, decodes and describes itself for metadata. Everything that reaches the wire or the
// disk is declared as one of these (architecture §3.2). Format: SCALE.

import { type Hex, hexOf } from "./hex.js";
import type { TypeNode } from "./typeNode.js";

/** Raised for bytes that are not an encoding of the declared type. Never for a bug of ours. */
export class DecodeError extends Error {
  override name = "DecodeError";
}

export interface Codec<T> {
  encode(value: T, out: Writer): void;
  decode(input: Reader): T;
  readonly type: TypeNode;
}

export type Infer<C> = C extends Codec<infer T> ? T : never;

/** A buffer that once grew beyond this is not kept for later. */
const KEPT_WRITER_BYTES = 64 * 1024;

/** Grows by doubling; `bytes()` returns a copy of what was written. */
export class Writer {
  #buffer = new Uint8Array(64);
  #view = new DataView(this.#buffer.buffer);
  #length = 0;

  /** Empty again; false where its buffer has grown too large to be kept. */
  reset(): boolean {
    this.#length = 0;
    return this.#buffer.length <= KEPT_WRITER_BYTES;
  }

  #reserve(count: number): number {
    const at = this.#length;
    const needed = at + count;
    if (needed > this.#buffer.length) {
      const grown = new Uint8Array(Math.max(needed, this.#buffer.length * 2));
      grown.set(this.#buffer);
      this.#buffer = grown;
      this.#view = new DataView(grown.buffer);
    }
    this.#length = needed;
    return at;
  }

  u8(value: number): void {
    const at = this.#reserve(1);
    this.#buffer[at] = value;
  }
  u16(value: number): void {
    const at = this.#reserve(2);
    this.#view.setUint16(at, value, true);
  }
  u32(value: number): void {
    const at = this.#reserve(4);
    this.#view.setUint32(at, value, true);
  }
  u64(value: bigint): void {
    const at = this.#reserve(8);
    this.#view.setBigUint64(at, value, true);
  }
  raw(bytes: Uint8Array): void {
    const at = this.#reserve(bytes.length);
    this.#buffer.set(bytes, at);
  }
  bytes(): Uint8Array {
    return this.#buffer.slice(0, this.#length);
  }
}

/** Four bytes as an unsigned integer, the lowest first. */
function word(bytes: Uint8Array, at: number): number {
  const low = (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16);
  return (low | ((bytes[at + 3] as number) << 24)) >>> 0;
}

/** A cursor over bytes that throws DecodeError instead of reading past the end. */
export class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get remaining(): number {
    return this.#bytes.length - this.#at;
  }
  get position(): number {
    return this.#at;
  }

  #take(count: number): number {
    if (count > this.remaining) throw new DecodeError(`${count} bytes needed, ${this.remaining} left`);
    const at = this.#at;
    this.#at += count;
    return at;
  }

  u8(): number {
    return this.#bytes[this.#take(1)] as number;
  }
  // By hand: a DataView for each reader costs more than all that is read through it.
  u16(): number {
    const at = this.#take(2);
    return (this.#bytes[at] as number) | ((this.#bytes[at + 1] as number) << 8);
  }
  u32(): number {
    const at = this.#take(4);
    return word(this.#bytes, at);
  }
  u64(): bigint {
    const at = this.#take(8);
    const low = word(this.#bytes, at);
    const high = word(this.#bytes, at + 4);
    // Most amounts fit the integers that a Number holds exactly.
    return high < 0x20_0000 ? BigInt(high * 0x1_0000_0000 + low) : (BigInt(high) << 32n) | BigInt(low);
  }
  /** Passes over eight bytes if all are zero: the upper half of almost every amount, for which no bigint is made. */
  skipZero64(): boolean {
    const at = this.#take(8);
    if (word(this.#bytes, at) === 0 && word(this.#bytes, at + 4) === 0) return true;
    this.#at = at;
    return false;
  }
  hex(count: number): Hex {
    return hexOf(this.#bytes, this.#take(count), count);
  }
  /** A copy: values outlive the buffer they came in. */
  raw(count: number): Uint8Array {
    const at = this.#take(count);
    return this.#bytes.slice(at, at + count);
  }
}

/** Writers between uses. Making one costs more than most of what is encoded; a codec that encodes within takes another. */
const idleWriters: Writer[] = [];

export function encode<T>(codec: Codec<T>, value: T): Uint8Array {
  const out = idleWriters.pop() ?? new Writer();
  try {
    codec.encode(value, out);
    return out.bytes();
  } finally {
    if (out.reset()) idleWriters.push(out);
  }
}

/** Decodes all of `bytes`; bytes left over are an error, as on chain. */
export function decode<T>(codec: Codec<T>, bytes: Uint8Array): T {
  const input = new Reader(bytes);
  const value = codec.decode(input);
  if (input.remaining !== 0) throw new DecodeError(`${input.remaining} bytes left over`);
  return value;
}
