// Random values of any declared type, as SCALE: what a hostile but well-formed transaction may carry. Small numbers, zero
// and the largest come often, because that is where checks end.

import { compact, concatBytes, encode, type TypeNode, u128 } from "@plexus/core/scale";
import fc from "fast-check";

const WIDTHS: Readonly<Record<string, number>> = {
  bool: 1,
  u8: 1,
  i8: 1,
  u16: 2,
  i16: 2,
  u32: 4,
  i32: 4,
  u64: 8,
  i64: 8,
  u128: 16,
  i128: 16,
};
const LONGEST_LIST = 5;

const joined = (parts: readonly fc.Arbitrary<Uint8Array>[]): fc.Arbitrary<Uint8Array> =>
  parts.length === 0 ? fc.constant(new Uint8Array()) : fc.tuple(...parts).map((bytes) => concatBytes(...bytes));

function integer(name: string): fc.Arbitrary<Uint8Array> {
  const width = WIDTHS[name];
  if (width === undefined) throw new RangeError(`no random ${name}`);
  if (name === "bool") return fc.nat({ max: 1 }).map((bit) => Uint8Array.of(bit));
  const small = fc.nat({ max: 5 }).map((value) => Uint8Array.from({ length: width }, (_, i) => (i === 0 ? value : 0)));
  const any = fc.uint8Array({ minLength: width, maxLength: width });
  return fc.oneof({ weight: 3, arbitrary: small }, fc.constant(new Uint8Array(width).fill(255)), any);
}

/** SCALE bytes of `node`. Accounts (32 raw bytes) are drawn from `accounts`, so that they meet. */
export function scaleArbitrary(node: TypeNode, accounts: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const of = (inner: TypeNode) => scaleArbitrary(inner, accounts);
  switch (node.kind) {
    case "primitive":
      return integer(node.name);
    case "compact":
      return fc.bigInt(0n, 70_000n).map((value) => encode(compact(u128), value));
    case "array":
      return node.length === 32
        ? fc.constantFrom(...accounts)
        : joined(Array.from({ length: node.length }, () => of(node.of)));
    case "tuple":
      return joined(node.of.map(of));
    case "composite":
      // Mostly subnets that exist in tests: 0, 1 and perhaps 2.
      if (node.path.endsWith("::NetUid"))
        return fc.constantFrom(0, 1, 1, 1, 2, 9).map((netuid) => Uint8Array.of(netuid, 0));
      return joined(node.fields.map((field) => of(field.type)));
    case "sequence":
      return fc
        .nat({ max: LONGEST_LIST })
        .chain((length) =>
          joined([fc.constant(Uint8Array.of(length << 2)), ...Array.from({ length }, () => of(node.of))]),
        );
    case "variant":
      return fc
        .constantFrom(...node.variants)
        .chain((variant) =>
          joined([fc.constant(Uint8Array.of(variant.index)), ...variant.fields.map((field) => of(field.type))]),
        );
    case "lazy":
      throw new RangeError(`no random ${node.name}`);
  }
}
