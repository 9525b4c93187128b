// Events: declared once, deposited with typed values, kept as bytes (that is all that a block needs of them).

import { type Codec, type FieldNode, type Fields, fields, type StructValue } from "../scale/index.js";

/** Identity is the object; the pallet's index.ts gives it its number. */
export interface EventDefinition<V = unknown> {
  readonly nodes: readonly FieldNode[];
  readonly codec: Codec<V>;
  readonly docs: string;
}

type ListValue<B extends readonly Codec<unknown>[]> = {
  -readonly [I in keyof B]: B[I] extends Codec<infer T> ? T : never;
};

/** An event with unnamed fields (as SubtensorModule has them): its value is a tuple. */
export function tupleEvent<const B extends readonly Codec<unknown>[]>(
  of: B,
  docs: string,
): EventDefinition<ListValue<B>> {
  const codec: Codec<ListValue<B>> = {
    type: { kind: "tuple", of: of.map((part) => part.type) },
    encode(value, out) {
      of.forEach((part, i) => part.encode((value as unknown[])[i], out));
    },
    decode: (input) => of.map((part) => part.decode(input)) as ListValue<B>,
  };
  return { nodes: of.map((part) => ({ type: part.type })), codec, docs };
}

/** An event with named fields: its value is a record. */
export function structEvent<const F extends Fields>(of: F, docs: string): EventDefinition<StructValue<F>> {
  const codec = fields(of);
  return { nodes: codec.nodes, codec, docs };
}
