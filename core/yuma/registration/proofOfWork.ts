/** The seal of a registration with proof of work, and its difficulty (chain.md §2.1). */
export interface SealHashing {
  keccak256(bytes: Uint8Array): Uint8Array;
  sha256(bytes: Uint8Array): Uint8Array;
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}

function littleEndian64(value: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, value, true);
  return bytes;
}

/** keccak256(block hash ‖ hotkey): what ties a seal to one block and one hotkey. */
export function powBinding(hashing: SealHashing, blockHash: Uint8Array, hotkey: Uint8Array): Uint8Array {
  if (blockHash.length !== 32 || hotkey.length !== 32) throw new RangeError("block hash and hotkey are 32 bytes each");
  return hashing.keccak256(concat(blockHash, hotkey));
}

/** keccak256(sha256(nonce ‖ binding)), the nonce as u64 in little-endian order. */
export function powSeal(hashing: SealHashing, binding: Uint8Array, nonce: bigint): Uint8Array {
  return hashing.keccak256(hashing.sha256(concat(littleEndian64(nonce), binding)));
}

/** seal × difficulty < 2^256, the seal read big-endian in 2024 and little-endian in 2026. */
export function meetsDifficulty(seal: Uint8Array, difficulty: bigint, byteOrder: "big" | "little"): boolean {
  const bytes = byteOrder === "big" ? seal : seal.toReversed();
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return value * difficulty < 1n << 256n;
}
