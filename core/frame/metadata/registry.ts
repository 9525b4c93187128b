// The portable type registry: nodes interned by what they are, ids in order of first use, AccountId32 always 0
// (substrate-wire §2.6.1). One registry serves metadata 14 and 15.

import type { Codec, Infer } from "../../scale/index.js";
import {
  compact,
  encode,
  enumeration,
  option,
  str,
  struct,
  type TypeNode,
  typeText,
  u8,
  u32,
  vec,
} from "../../scale/index.js";

const TypeId = compact(u32);
const Field = struct("Field", { name: option(str), type: TypeId, type_name: option(str), docs: vec(str) });
const Variant = struct("Variant", { name: str, fields: vec(Field), index: u8, docs: vec(str) });
const PRIMITIVES = [
  "bool",
  "char",
  "str",
  "u8",
  "u16",
  "u32",
  "u64",
  "u128",
  "u256",
  "i8",
  "i16",
  "i32",
  "i64",
  "i128",
  "i256",
] as const;
const TypeDefinition = enumeration("TypeDef", {
  Composite: [0, vec(Field)],
  Variant: [1, vec(Variant)],
  Sequence: [2, TypeId],
  Array: [3, { length: u32, type: TypeId }],
  Tuple: [4, vec(TypeId)],
  Primitive: [5, u8],
  Compact: [6, TypeId],
});
const PortableType = struct("PortableType", {
  id: TypeId,
  path: vec(str),
  parameters: vec(struct("TypeParameter", { name: str, type: option(TypeId) })),
  definition: TypeDefinition,
  docs: vec(str),
});
export const PortableTypes = vec(PortableType);
type Portable = Infer<typeof PortableType>;

export class TypeRegistry {
  readonly #ids = new Map<string, number>();
  readonly #types: (Portable | undefined)[] = [];
  /** Kept for tests: what each name stood for when first met. */
  readonly #shapes = new Map<string, string>();

  /** The id of a type; registers it and everything inside it. */
  id(node: TypeNode): number {
    if (node.kind === "lazy") return this.id(node.resolve());
    const text = typeText(node);
    const known = this.#ids.get(text);
    if (known !== undefined) {
      this.#assertSameShape(text, node);
      return known;
    }
    const id = this.#types.length;
    this.#ids.set(text, id);
    this.#shapes.set(text, shapeText(node));
    this.#types.push(undefined);
    this.#types[id] = this.#describe(id, node);
    return id;
  }

  /** Two declarations that share a name but not a shape would decode wrongly in every client. */
  #assertSameShape(text: string, node: TypeNode): void {
    const shape = shapeText(node);
    if (this.#shapes.get(text) !== shape) throw new Error(`type ${text} is declared twice, with different shapes`);
  }

  #fields(of: Extract<TypeNode, { kind: "composite" }>["fields"]): Infer<typeof Field>[] {
    return of.map(({ name, type }) => ({ name, type: this.id(type), type_name: shortName(type), docs: [] }));
  }

  #define(node: Exclude<TypeNode, { kind: "lazy" }>): Infer<typeof TypeDefinition> {
    switch (node.kind) {
      case "primitive":
        return { type: "Primitive", value: PRIMITIVES.indexOf(node.name) };
      case "sequence":
        return { type: "Sequence", value: this.id(node.of) };
      case "array":
        return { type: "Array", value: { length: node.length, type: this.id(node.of) } };
      case "tuple":
        return { type: "Tuple", value: node.of.map((each) => this.id(each)) };
      case "compact":
        return { type: "Compact", value: this.id(node.of) };
      case "composite":
        return { type: "Composite", value: this.#fields(node.fields) };
      case "variant":
        return {
          type: "Variant",
          value: node.variants.map(({ name, index, fields, docs }) => ({
            name,
            index,
            fields: this.#fields(fields),
            docs: [...(docs ?? [])],
          })),
        };
    }
  }

  #describe(id: number, node: Exclude<TypeNode, { kind: "lazy" }>): Portable {
    const named = node.kind === "composite" || node.kind === "variant";
    return {
      id,
      path: named ? node.path.split("::") : [],
      parameters: named
        ? node.parameters.map(({ name, type }) => ({ name, type: type ? this.id(type) : undefined }))
        : [],
      definition: this.#define(node),
      docs: [],
    };
  }

  types(): Portable[] {
    return this.#types as Portable[];
  }

  has(text: string): boolean {
    return this.#ids.has(text);
  }

  encode(): Uint8Array {
    return encode(PortableTypes as Codec<Portable[]>, this.types());
  }
}

/** How Rust would write the type at a field, paths cut off. cyscale fails on a call whose arguments lack it [run, SDK 10.5]. */
function shortName(type: TypeNode): string {
  return typeText(type).replace(/\w+::/g, "");
}

/** One level of a type, with the names of what is inside: enough to tell two declarations of one name apart. */
function shapeText(node: TypeNode): string {
  const fieldText = (list: readonly { name?: string; type: TypeNode }[]) =>
    list.map(({ name, type }) => `${name ?? ""}:${typeText(type)}`).join(";");
  if (node.kind === "composite") return fieldText(node.fields);
  if (node.kind === "variant")
    return node.variants.map((each) => `${each.index}${each.name}(${fieldText(each.fields)})`).join("|");
  return typeText(node);
}
