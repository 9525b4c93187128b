// SCALE against known encodings, and round trips of random values.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  array,
  bool,
  bytes,
  type Codec,
  compact,
  DecodeError,
  decode,
  encode,
  enumeration,
  fromHex,
  hex32,
  type Infer,
  i16,
  lazy,
  newtype,
  option,
  str,
  struct,
  toHex,
  tuple,
  typeText,
  u8,
  u16,
  u32,
  u64,
  u128,
  vec,
} from "./index.js";

const hex = <T>(codec: Codec<T>, value: T) => toHex(encode(codec, value));

describe("known encodings", () => {
  it("compact integers at every mode's edges", () => {
    const c = compact(u128);
    const known: [bigint, string][] = [
      [0n, "0x00"],
      [1n, "0x04"],
      [63n, "0xfc"],
      [64n, "0x0101"],
      [16383n, "0xfdff"],
      [16384n, "0x02000100"],
      [(1n << 30n) - 1n, "0xfeffffff"],
      [1n << 30n, "0x0300000040"],
      [(1n << 64n) - 1n, "0x13ffffffffffffffff"],
    ];
    for (const [value, text] of known) {
      expect(hex(c, value)).toBe(text);
      expect(decode(c, fromHex(text))).toBe(value);
    }
  });

  it("refuses a longer form of a compact integer", () => {
    for (const text of ["0x0100", "0x02000000", "0x0301000000", "0x070000004000"]) {
      expect(() => decode(compact(u64), fromHex(text))).toThrow(DecodeError);
    }
  });

  it("structs, options, enumerations and wrappers", () => {
    const NetUid = newtype("subtensor_runtime_common::NetUid", u16);
    const Kind = enumeration("k::Kind", { None: [0], Some: [2, u8], Pair: [3, [u8, bool]], Named: [9, { a: u16 }] });
    const Thing = struct("k::Thing", { netuid: NetUid, kind: Kind, name: option(str) }, { NetUid });
    const value: Infer<typeof Thing> = { netuid: 258, kind: { type: "Pair", value: [7, true] }, name: "ab" };
    expect(hex(Thing, value)).toBe("0x020103070101086162");
    expect(decode(Thing, encode(Thing, value))).toEqual(value);
    expect(typeText(Thing.type)).toBe("k::Thing<subtensor_runtime_common::NetUid>");
    expect(hex(Kind, { type: "Named", value: { a: 1 } })).toBe("0x090100");
    expect(() => decode(Kind, fromHex("0x05"))).toThrow(DecodeError);
  });

  it("does not read past the end, nor leave bytes", () => {
    expect(() => decode(u32, fromHex("0x010203"))).toThrow(DecodeError);
    expect(() => decode(u16, fromHex("0x010203"))).toThrow(DecodeError);
    expect(() => decode(bytes, fromHex("0x1001"))).toThrow(DecodeError);
  });

  it("bounds nesting of a type that contains itself", () => {
    type Tree = { type: "Leaf"; value?: undefined } | { type: "Node"; value: Tree[] };
    const Self: Codec<Tree> = lazy("t::Tree", () => Tree);
    const Tree: Codec<Tree> = enumeration("t::Tree", { Leaf: [0], Node: [1, vec(Self)] }) as Codec<Tree>;
    expect(() =>
      decode(
        Tree,
        new Uint8Array(80).map((_, i) => (i % 2 === 0 ? 1 : 4)),
      ),
    ).toThrow(/nested deeper/);
  });
});

describe("properties", () => {
  it("round trips", () => {
    const Row = struct("p::Row", {
      a: u64,
      b: i16,
      c: vec(compact(u32)),
      d: tuple(bool, bytes),
      e: option(array(u8, 2)),
      f: hex32("primitive_types::H256"),
    });
    const row = fc.record({
      a: fc.bigInt(0n, (1n << 64n) - 1n),
      b: fc.integer({ min: -32768, max: 32767 }),
      c: fc.array(fc.integer({ min: 0, max: 0xffffffff })),
      d: fc.tuple(fc.boolean(), fc.uint8Array()),
      e: fc.option(fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 2, maxLength: 2 }), { nil: undefined }),
      f: fc.uint8Array({ minLength: 32, maxLength: 32 }).map(toHex),
    });
    fc.assert(
      fc.property(row, (value) => {
        expect(decode(Row, encode(Row, value as Infer<typeof Row>))).toEqual(value);
      }),
    );
  });

  it("never throws anything but DecodeError on foreign bytes, and re-encodes what it accepts", () => {
    const Any = struct("p::Any", {
      a: compact(u64),
      b: vec(option(str)),
      c: enumeration("p::E", { A: [0], B: [1, bytes] }),
    });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (raw) => {
        try {
          expect(encode(Any, decode(Any, raw))).toEqual(raw);
        } catch (error) {
          if (!(error instanceof DecodeError)) throw error;
        }
      }),
      { numRuns: 2000 },
    );
  });
});
