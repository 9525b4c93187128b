// @plexus/core/scale: one schema value → codec + TypeScript type + metadata type (architecture §3.2).

export { type Codec, DecodeError, decode, encode, type Infer, Reader, Writer } from "./codec.js";
export { array, btreeMap, option, tuple, vec } from "./collections.js";
export { compact, compactLength } from "./compact.js";
export {
  boundedVec,
  type EnumValue,
  enumeration,
  type Fields,
  fields,
  hex32,
  lazy,
  newtype,
  type Parameters,
  type StructValue,
  struct,
} from "./composites.js";
export { compareBytes, concatBytes, fromHex, type Hex, toHex, utf8 } from "./hex.js";
export {
  bool,
  bytes,
  fixedBytes,
  i8,
  i16,
  i32,
  i64,
  i128,
  str,
  u8,
  u16,
  u32,
  u64,
  u128,
  u256,
  unit,
} from "./primitives.js";
export {
  type FieldNode,
  type PrimitiveName,
  type TypeNode,
  type TypeParameter,
  typeText,
  type VariantNode,
} from "./typeNode.js";
