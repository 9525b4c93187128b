// The few protobuf shapes that CometBFT hashes and signs, written by hand: field order and left-out defaults decide the
// bytes, so nothing general is wanted here (spec: cometbft.md §1; protos of v0.40.0).

/** Base-128, least significant group first. Takes what an unsigned 64-bit number can hold. */
export function varint(value: bigint | number): number[] {
  const bytes: number[] = [];
  for (let rest = BigInt(value); ; rest >>= 7n) {
    if (rest < 0x80n) return [...bytes, Number(rest)];
    bytes.push(Number(rest & 0x7fn) | 0x80);
  }
}

/** A number field, left out where it is zero. */
export function numberField(field: number, value: bigint | number): number[] {
  return BigInt(value) === 0n ? [] : [field << 3, ...varint(value)];
}

/** A sfixed64 field, left out where it is zero. */
export function fixedField(field: number, value: bigint | number): number[] {
  if (BigInt(value) === 0n) return [];
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigInt64(0, BigInt(value), true);
  return [(field << 3) | 1, ...bytes];
}

/** Bytes, text or a message inside a message; always there, even when empty. */
export function messageField(field: number, bytes: ArrayLike<number>): number[] {
  return [(field << 3) | 2, ...varint(bytes.length), ...Array.from(bytes)];
}

/** Bytes or text, left out where empty. */
export function bytesField(field: number, bytes: ArrayLike<number>): number[] {
  return bytes.length === 0 ? [] : messageField(field, bytes);
}

export function textField(field: number, text: string): number[] {
  return bytesField(field, new TextEncoder().encode(text));
}
