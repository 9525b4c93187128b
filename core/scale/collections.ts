// Sequences, arrays, options, tuples and maps over other codecs.

import { type Codec, DecodeError } from "./codec.js";
import { compactLength } from "./compact.js";
import type { TypeParameter } from "./typeNode.js";

/** Vec<T>. `maximum` bounds the element count when decoding; the path of a BoundedVec is given by `bounded`. */
export function vec<T>(of: Codec<T>, maximum = 0x3fff_ffff): Codec<T[]> {
  return {
    type: { kind: "sequence", of: of.type },
    encode(values, out) {
      if (values.length > maximum) throw new RangeError(`${values.length} elements, at most ${maximum}`);
      compactLength.encode(values.length, out);
      for (const value of values) of.encode(value, out);
    },
    decode(input) {
      const count = compactLength.decode(input);
      if (count > maximum) throw new DecodeError(`${count} elements, at most ${maximum}`);
      const values: T[] = [];
      // An element may take no bytes; without this line a short message could ask for a thousand million units.
      if (count > 65_536 && count > input.remaining)
        throw new DecodeError(`${count} elements in ${input.remaining} bytes`);
      for (let i = 0; i < count; i++) values.push(of.decode(input));
      return values;
    },
  };
}

/** [T; length] for elements other than u8 (see fixedBytes). */
export function array<T>(of: Codec<T>, length: number): Codec<T[]> {
  return {
    type: { kind: "array", of: of.type, length },
    encode(values, out) {
      if (values.length !== length) throw new RangeError(`${values.length} elements where ${length} are due`);
      for (const value of values) of.encode(value, out);
    },
    decode: (input) => Array.from({ length }, () => of.decode(input)),
  };
}

export function option<T>(of: Codec<T>): Codec<T | undefined> {
  const parameters: TypeParameter[] = [{ name: "T", type: of.type }];
  return {
    type: {
      kind: "variant",
      path: "Option",
      parameters,
      variants: [
        { name: "None", index: 0, fields: [] },
        { name: "Some", index: 1, fields: [{ type: of.type }] },
      ],
    },
    encode(value, out) {
      out.u8(value === undefined ? 0 : 1);
      if (value !== undefined) of.encode(value, out);
    },
    decode(input) {
      const flag = input.u8();
      if (flag > 1) throw new DecodeError(`${flag} is no option flag`);
      return flag === 0 ? undefined : of.decode(input);
    },
  };
}

export type TupleValue<C extends readonly Codec<unknown>[]> = {
  -readonly [I in keyof C]: C[I] extends Codec<infer T> ? T : never;
};

export function tuple<const C extends readonly Codec<unknown>[]>(...of: C): Codec<TupleValue<C>> {
  const parts = of as readonly Codec<unknown>[];
  return {
    type: { kind: "tuple", of: parts.map((part) => part.type) },
    encode(values, out) {
      const list = values as readonly unknown[];
      for (let i = 0; i < parts.length; i++) (parts[i] as Codec<unknown>).encode(list[i], out);
    },
    decode: (input) => parts.map((part) => part.decode(input)) as TupleValue<C>,
  };
}

/** BTreeMap<K, V> as pairs. The caller keeps them in key order, as the chain's encoding has it. */
export function btreeMap<K, V>(key: Codec<K>, value: Codec<V>): Codec<(readonly [K, V])[]> {
  const pair: Codec<readonly [K, V]> = {
    type: { kind: "tuple", of: [key.type, value.type] },
    encode([k, v], out) {
      key.encode(k, out);
      value.encode(v, out);
    },
    decode: (input) => [key.decode(input), value.decode(input)],
  };
  const list = vec(pair);
  return {
    ...list,
    type: {
      kind: "composite",
      path: "BTreeMap",
      parameters: [
        { name: "K", type: key.type },
        { name: "V", type: value.type },
      ],
      fields: [{ type: list.type }],
    },
  };
}
