// The codec: one value that encodes, decodes and describes itself for metadata. Everything that reaches the wire or the
// disk is declared as one of these (architecture §3.2). Format: SCALE.

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

/** Grows by doubling; `bytes()` returns a copy of what was written. */
export class Writer {
  #buffer = new Uint8Array(64);
  #view = new DataView(this.#buffer.buffer);
  #length = 0;

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

/** A cursor over bytes that throws DecodeError instead of reading past the end. */
export class Reader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
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
  u16(): number {
    return this.#view.getUint16(this.#take(2), true);
  }
  u32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }
  u64(): bigint {
    return this.#view.getBigUint64(this.#take(8), true);
  }
  /** A copy: values outlive the buffer they came in. */
  raw(count: number): Uint8Array {
    const at = this.#take(count);
    return this.#bytes.slice(at, at + count);
  }
}

export function encode<T>(codec: Codec<T>, value: T): Uint8Array {
  const out = new Writer();
  codec.encode(value, out);
  return out.bytes();
}

/** Decodes all of `bytes`; bytes left over are an error, as on chain. */
export function decode<T>(codec: Codec<T>, bytes: Uint8Array): T {
  const input = new Reader(bytes);
  const value = codec.decode(input);
  if (input.remaining !== 0) throw new DecodeError(`${input.remaining} bytes left over`);
  return value;
}
