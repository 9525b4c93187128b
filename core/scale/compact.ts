// SCALE compact integers: 1, 2, 4 bytes, or a length byte and up to 67. Only the shortest form is accepted, so that a
// value has one encoding and a hash one meaning.

import { type Codec, DecodeError, type Reader, type Writer } from "./codec.js";

function writeCompact(value: bigint, out: Writer): void {
  if (value < 0n) throw new RangeError(`${value} is negative`);
  if (value < 1n << 6n) return out.u8(Number(value) << 2);
  if (value < 1n << 14n) return out.u16((Number(value) << 2) | 1);
  if (value < 1n << 30n) return out.u32(Number((value << 2n) | 2n));
  const limbs: number[] = [];
  for (let rest = value; rest > 0n; rest >>= 8n) limbs.push(Number(rest & 0xffn));
  if (limbs.length > 67) throw new RangeError("integer too large for compact");
  while (limbs.length < 4) limbs.push(0);
  out.u8(((limbs.length - 4) << 2) | 3);
  out.raw(Uint8Array.from(limbs));
}

function readCompact(input: Reader): bigint {
  const first = input.u8();
  const mode = first & 3;
  if (mode === 0) return BigInt(first >> 2);
  let value: bigint;
  if (mode === 1) value = BigInt((first >> 2) | (input.u8() << 6));
  else if (mode === 2) value = BigInt(first >> 2) | (BigInt(input.u8()) << 6n) | (BigInt(input.u16()) << 14n);
  else {
    const limbs = input.raw((first >> 2) + 4);
    if (limbs[limbs.length - 1] === 0) throw new DecodeError("compact integer is not in its shortest form");
    value = 0n;
    for (let i = limbs.length - 1; i >= 0; i--) value = (value << 8n) | BigInt(limbs[i] as number);
  }
  const least = mode === 1 ? 1n << 6n : mode === 2 ? 1n << 14n : 1n << 30n;
  if (value < least) throw new DecodeError("compact integer is not in its shortest form");
  return value;
}

/** Element counts. Bounded to what a JavaScript array can hold; the reader's end bounds it further. */
export const compactLength = {
  encode(value: number, out: Writer): void {
    writeCompact(BigInt(value), out);
  },
  decode(input: Reader): number {
    const value = readCompact(input);
    if (value > 0x3fff_ffffn) throw new DecodeError(`a length of ${value}`);
    return Number(value);
  },
};

/** Compact<T> over an integer codec or a one-field composite of one: same value as `of`, shorter bytes. */
export function compact<T extends number | bigint>(of: Codec<T>): Codec<T> {
  const width = integerWidth(of);
  const limit = 1n << BigInt(width);
  const isNumber = width <= 32;
  return {
    type: { kind: "compact", of: of.type },
    encode: (value, out) => {
      const wide = BigInt(value);
      if (wide >= limit) throw new RangeError(`${value} does not fit ${width} bits`);
      writeCompact(wide, out);
    },
    decode(input) {
      const value = readCompact(input);
      if (value >= limit) throw new DecodeError(`${value} does not fit ${width} bits`);
      return (isNumber ? Number(value) : value) as T;
    },
  };
}

function integerWidth(of: Codec<unknown>): number {
  let node = of.type;
  while (node.kind === "composite" && node.fields.length === 1) node = (node.fields[0] as { type: typeof node }).type;
  if (node.kind !== "primitive" || !/^u\d+$/.test(node.name)) throw new TypeError("compact wants an unsigned integer");
  return Number(node.name.slice(1));
}
