// What a codec says of itself: the shape that scale-info registries hold. `frame/metadata` interns these nodes.

export type PrimitiveName =
  | "bool"
  | "char"
  | "str"
  | "u8"
  | "u16"
  | "u32"
  | "u64"
  | "u128"
  | "u256"
  | "i8"
  | "i16"
  | "i32"
  | "i64"
  | "i128"
  | "i256";

export interface FieldNode {
  readonly name?: string;
  readonly type: TypeNode;
}

export interface VariantNode {
  readonly name: string;
  readonly index: number;
  readonly fields: readonly FieldNode[];
  readonly docs?: readonly string[];
}

export interface TypeParameter {
  readonly name: string;
  readonly type: TypeNode | undefined;
}

export type TypeNode =
  | { readonly kind: "primitive"; readonly name: PrimitiveName }
  | {
      readonly kind: "composite";
      readonly path: string;
      readonly parameters: readonly TypeParameter[];
      readonly fields: readonly FieldNode[];
    }
  | {
      readonly kind: "variant";
      readonly path: string;
      readonly parameters: readonly TypeParameter[];
      readonly variants: readonly VariantNode[];
    }
  | { readonly kind: "sequence"; readonly of: TypeNode }
  | { readonly kind: "array"; readonly of: TypeNode; readonly length: number }
  | { readonly kind: "tuple"; readonly of: readonly TypeNode[] }
  | { readonly kind: "compact"; readonly of: TypeNode }
  /** A type that contains itself (RuntimeCall): named now, resolved when the registry is built. */
  | { readonly kind: "lazy"; readonly name: string; readonly resolve: () => TypeNode };

/**
 * The type as text, written as `shared/vectors/subtensor-surface.json` writes it: `Vec<u8>`, `Compact<u64>`,
 * `[u8;32]`, `path::Name<parameter>`. Two nodes with the same text are taken for the same type.
 */
export function typeText(node: TypeNode): string {
  switch (node.kind) {
    case "primitive":
      return node.name;
    case "sequence":
      return `Vec<${typeText(node.of)}>`;
    case "array":
      return `[${typeText(node.of)};${node.length}]`;
    case "tuple":
      return `(${node.of.map(typeText).join(",")})`;
    case "compact":
      return `Compact<${typeText(node.of)}>`;
    case "lazy":
      return node.name;
    default: {
      const shown = node.parameters.flatMap((parameter) => (parameter.type ? [typeText(parameter.type)] : []));
      return shown.length > 0 ? `${node.path}<${shown.join(",")}>` : node.path;
    }
  }
}
