// Named types: structs, one-field wrappers, enumerations. The path is part of the wire: clients look types up by it
// (target.md §3.3).

import { type Codec, DecodeError } from "./codec.js";
import type { Hex } from "./hex.js";
import { fromHex } from "./hex.js";
import { fixedBytes } from "./primitives.js";
import type { FieldNode, TypeNode, TypeParameter, VariantNode } from "./typeNode.js";

export type Fields = Readonly<Record<string, Codec<unknown>>>;
export type StructValue<F extends Fields> = { -readonly [K in keyof F]: F[K] extends Codec<infer T> ? T : never };
type AnyCodec = Codec<unknown>;

/** Generic parameters of a type, in order: `{ AccountId: AccountId32 }`; undefined for one that metadata leaves out. */
export type Parameters = Readonly<Record<string, Codec<unknown> | undefined>>;

function parameterNodes(parameters: Parameters): TypeParameter[] {
  return Object.entries(parameters).map(([name, codec]) => ({ name, type: codec?.type }));
}

/** Named fields without a type of their own: arguments of a call, fields of an event. */
export function fields<const F extends Fields>(of: F): Codec<StructValue<F>> & { nodes: FieldNode[] } {
  const entries = Object.entries(of).map(([name, codec]) => [name, codec] as const);
  return {
    type: { kind: "tuple", of: entries.map(([, codec]) => codec.type) },
    nodes: entries.map(([name, codec]) => ({ name, type: codec.type })),
    encode(value, out) {
      for (const [name, codec] of entries) codec.encode((value as Record<string, unknown>)[name], out);
    },
    decode(input) {
      const value: Record<string, unknown> = {};
      for (const [name, codec] of entries) value[name] = codec.decode(input);
      return value as StructValue<F>;
    },
  };
}

export function struct<const F extends Fields>(
  path: string,
  of: F,
  parameters: Parameters = {},
): Codec<StructValue<F>> {
  const body = fields(of);
  return {
    ...body,
    type: { kind: "composite", path, parameters: parameterNodes(parameters), fields: body.nodes },
  };
}

/** A named composite of one unnamed field: NetUid, TaoBalance, BoundedVec. Same value and bytes as `of`. */
export function newtype<T>(path: string, of: Codec<T>, parameters: Parameters = {}): Codec<T> {
  return {
    encode: of.encode,
    decode: of.decode,
    type: { kind: "composite", path, parameters: parameterNodes(parameters), fields: [{ type: of.type }] },
  };
}

/** BoundedVec<T, _>: a vec with a written bound. */
export function boundedVec<T>(inner: Codec<T>, path = "bounded_collections::bounded_vec::BoundedVec"): Codec<T> {
  if (inner.type.kind !== "sequence") throw new TypeError("boundedVec wraps a vec");
  const element = inner.type.of;
  return {
    encode: inner.encode,
    decode: inner.decode,
    type: {
      kind: "composite",
      path,
      parameters: [
        { name: "T", type: element },
        { name: "S", type: undefined },
      ],
      fields: [{ type: inner.type }],
    },
  };
}

/** Thirty-two bytes as lower-case hex, under a path: AccountId32, H256. */
export function hex32(path: string): Codec<Hex> {
  const raw = fixedBytes(32);
  return {
    type: { kind: "composite", path, parameters: [], fields: [{ type: raw.type }] },
    encode: (value, out) => raw.encode(fromHex(value), out),
    decode: (input) => input.hex(32),
  };
}

type VariantShape =
  | readonly [index: number]
  | readonly [index: number, body: Codec<unknown> | Fields | readonly Codec<unknown>[]];
export type Variants = Readonly<Record<string, VariantShape>>;

type BodyValue<B> =
  B extends Codec<infer T>
    ? T
    : B extends readonly Codec<unknown>[]
      ? { -readonly [I in keyof B]: B[I] extends Codec<infer T> ? T : never }
      : B extends Fields
        ? StructValue<B>
        : never;

export type EnumValue<V extends Variants> = {
  [K in keyof V & string]: V[K] extends readonly [number, infer B]
    ? { type: K; value: BodyValue<B> }
    : { type: K; value?: undefined };
}[keyof V & string];

interface BuiltVariant {
  readonly name: string;
  readonly index: number;
  readonly nodes: FieldNode[];
  readonly body: AnyCodec | undefined;
}

function isCodec(body: unknown): body is AnyCodec {
  return typeof body === "object" && body !== null && typeof (body as AnyCodec).encode === "function";
}

function list(of: readonly AnyCodec[]): AnyCodec {
  return {
    type: { kind: "tuple", of: of.map((codec) => codec.type) },
    encode(value, out) {
      of.forEach((codec, i) => codec.encode((value as unknown[])[i], out));
    },
    decode: (input) => of.map((codec) => codec.decode(input)),
  };
}

function build(name: string, shape: VariantShape): BuiltVariant {
  const [index, body] = shape;
  if (body === undefined) return { name, index, nodes: [], body: undefined };
  if (isCodec(body)) return { name, index, nodes: [{ type: body.type }], body };
  if (Array.isArray(body)) {
    const codecs = body as AnyCodec[];
    return { name, index, nodes: codecs.map((codec) => ({ type: codec.type })), body: list(codecs) };
  }
  const named = fields(body as Fields);
  return { name, index, nodes: named.nodes, body: named as AnyCodec };
}

/**
 * An enumeration: `{ Variant: [index] }`, or with a body: one codec (one unnamed field), a list (several unnamed
 * fields), a record (named fields). Value: `{ type: "Variant", value }`.
 */
export function enumeration<const V extends Variants>(
  path: string,
  variants: V,
  parameters: Parameters = {},
): Codec<EnumValue<V>> {
  const built = Object.entries(variants).map(([name, shape]) => build(name, shape));
  const byName = new Map(built.map((variant) => [variant.name, variant]));
  const byIndex = new Map(built.map((variant) => [variant.index, variant]));
  const nodes: VariantNode[] = built.map(({ name, index, nodes }) => ({ name, index, fields: nodes }));
  const type: TypeNode = { kind: "variant", path, parameters: parameterNodes(parameters), variants: nodes };
  return {
    type,
    encode(value, out) {
      const variant = byName.get(value.type);
      if (!variant) throw new RangeError(`${path} has no variant ${value.type}`);
      out.u8(variant.index);
      variant.body?.encode(value.value, out);
    },
    decode(input) {
      const index = input.u8();
      const variant = byIndex.get(index);
      if (!variant) throw new DecodeError(`${path} has no variant ${index}`);
      return { type: variant.name, value: variant.body?.decode(input) } as EnumValue<V>;
    },
  };
}

/** A codec that refers to one assembled later: RuntimeCall inside Utility.batch. `depth` bounds nesting when decoding. */
export function lazy<T>(name: string, resolve: () => Codec<T>, maximumDepth = 16): Codec<T> {
  const depths = new WeakMap<object, number>();
  return {
    type: { kind: "lazy", name, resolve: () => resolve().type },
    encode: (value, out) => resolve().encode(value, out),
    decode(input) {
      const depth = (depths.get(input) ?? 0) + 1;
      if (depth > maximumDepth) throw new DecodeError(`${name} nested deeper than ${maximumDepth}`);
      depths.set(input, depth);
      const value = resolve().decode(input);
      depths.set(input, depth - 1);
      return value;
    },
  };
}
