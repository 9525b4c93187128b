// Integers, booleans, text and raw bytes. Every encoder asserts its range: a value that does not fit is a bug of the
// caller, never silently cut.

import { type Codec, DecodeError, type Reader, type Writer } from "./codec.js";
import { compactLength } from "./compact.js";
import { utf8 } from "./hex.js";
import type { PrimitiveName, TypeNode } from "./typeNode.js";

const primitive = (name: PrimitiveName): TypeNode => ({ kind: "primitive", name });

function assertInteger(value: number, minimum: number, maximum: number, name: string): void {
  if (!Number.isInteger(value) || value < minimum || value > maximum) throw new RangeError(`${value} is no ${name}`);
}

function assertBigint(value: bigint, minimum: bigint, maximum: bigint, name: string): void {
  if (typeof value !== "bigint" || value < minimum || value > maximum) throw new RangeError(`${value} is no ${name}`);
}

const U64_MAX = (1n << 64n) - 1n;
const U128_MAX = (1n << 128n) - 1n;

function small(
  name: PrimitiveName,
  minimum: number,
  maximum: number,
  put: (out: Writer, value: number) => void,
  take: (input: Reader) => number,
): Codec<number> {
  return {
    type: primitive(name),
    encode(value, out) {
      assertInteger(value, minimum, maximum, name);
      put(out, value);
    },
    decode: take,
  };
}

export const u8 = small(
  "u8",
  0,
  0xff,
  (out, v) => out.u8(v),
  (input) => input.u8(),
);
export const u16 = small(
  "u16",
  0,
  0xffff,
  (out, v) => out.u16(v),
  (input) => input.u16(),
);
export const u32 = small(
  "u32",
  0,
  0xffff_ffff,
  (out, v) => out.u32(v),
  (input) => input.u32(),
);
export const i8 = small(
  "i8",
  -0x80,
  0x7f,
  (out, v) => out.u8(v & 0xff),
  (input) => (input.u8() << 24) >> 24,
);
export const i16 = small(
  "i16",
  -0x8000,
  0x7fff,
  (out, v) => out.u16(v & 0xffff),
  (input) => (input.u16() << 16) >> 16,
);
export const i32 = small(
  "i32",
  -0x8000_0000,
  0x7fff_ffff,
  (out, v) => out.u32(v >>> 0),
  (input) => input.u32() | 0,
);

function wide(name: PrimitiveName, minimum: bigint, maximum: bigint, limbs: number): Codec<bigint> {
  const bits = limbs * 64;
  const signed = minimum < 0n;
  return {
    type: primitive(name),
    encode(value, out) {
      assertBigint(value, minimum, maximum, name);
      if (value >= 0n && value <= U64_MAX) {
        out.u64(value);
        for (let limb = 1; limb < limbs; limb++) out.u64(0n);
        return;
      }
      let rest = BigInt.asUintN(bits, value);
      for (let limb = 0; limb < limbs; limb++) {
        out.u64(rest & U64_MAX);
        rest >>= 64n;
      }
    },
    decode(input) {
      let value = input.u64();
      for (let limb = 1; limb < limbs; limb++) {
        if (!input.skipZero64()) value |= input.u64() << BigInt(64 * limb);
      }
      return signed ? BigInt.asIntN(bits, value) : value;
    },
  };
}

export const u64 = wide("u64", 0n, U64_MAX, 1);
export const u128 = wide("u128", 0n, U128_MAX, 2);
export const u256 = wide("u256", 0n, (1n << 256n) - 1n, 4);
export const i64 = wide("i64", -(1n << 63n), (1n << 63n) - 1n, 1);
export const i128 = wide("i128", -(1n << 127n), (1n << 127n) - 1n, 2);

export const bool: Codec<boolean> = {
  type: primitive("bool"),
  encode: (value, out) => out.u8(value ? 1 : 0),
  decode(input) {
    const byte = input.u8();
    if (byte > 1) throw new DecodeError(`${byte} is no bool`);
    return byte === 1;
  },
};

/** Vec<u8> as bytes. */
export const bytes: Codec<Uint8Array> = {
  type: { kind: "sequence", of: u8.type },
  encode(value, out) {
    compactLength.encode(value.length, out);
    out.raw(value);
  },
  decode: (input) => input.raw(compactLength.decode(input)),
};

export const str: Codec<string> = {
  type: primitive("str"),
  encode: (value, out) => bytes.encode(utf8.encode(value), out),
  decode(input) {
    const raw = bytes.decode(input);
    try {
      return utf8.decode(raw);
    } catch {
      throw new DecodeError("text is not UTF-8");
    }
  },
};

/** [u8; length] as bytes. */
export function fixedBytes(length: number): Codec<Uint8Array> {
  return {
    type: { kind: "array", of: u8.type, length },
    encode(value, out) {
      if (value.length !== length) throw new RangeError(`${value.length} bytes where ${length} are due`);
      out.raw(value);
    },
    decode: (input) => input.raw(length),
  };
}

/** The unit type: no bytes. */
export const unit: Codec<undefined> = {
  type: { kind: "tuple", of: [] },
  encode: () => {},
  decode: () => undefined,
};
