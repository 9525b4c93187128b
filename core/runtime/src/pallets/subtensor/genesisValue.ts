// A value of a chainspec as a value of storage: JSON has no bigint, so large numbers may come as decimal text.

import { type Codec, decode, encode } from "@plexus/core/scale";

/** The kind of value is that of the item's default. Throws RangeError, with the parameter's name, for what does not fit. */
export function fromText(
  name: string,
  fallback: Uint8Array,
  codec: Codec<unknown>,
  value: number | string | boolean,
): unknown {
  const kind = typeof decode(codec, fallback);
  try {
    const converted = kind === "bigint" ? BigInt(value) : kind === "number" ? Number(value) : value;
    if (typeof converted !== kind) throw new RangeError(`a ${kind} is due`);
    encode(codec, converted);
    return converted;
  } catch (error) {
    throw new RangeError(`parameter ${name} = ${value}: ${error instanceof Error ? error.message : error}`);
  }
}
