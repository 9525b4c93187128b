// The three hashes of the commitment (architecture §3.6): path, leaf, node. Every other file of merkle and the store's
// tree speak only through these, so a change of format is a change here and of the vectors.

/** What the commitment needs of a crypto provider. */
export interface Sha256 {
  sha256(bytes: Uint8Array): Uint8Array;
}

/** The root of a map without entries, and the hash of every empty subtree. */
export const EMPTY: Uint8Array = new Uint8Array(32);

/** Where a key lives in the tree: its bits, most significant first, are left (0) and right (1). */
export function pathOf(hashing: Sha256, key: Uint8Array): Uint8Array {
  return hashing.sha256(key);
}

/** sha256(0x00 ‖ path ‖ sha256(value)). */
export function leafHash(hashing: Sha256, path: Uint8Array, valueHash: Uint8Array): Uint8Array {
  return hashing.sha256(join(0x00, path, valueHash));
}

/** sha256(0x01 ‖ left ‖ right). Never called for a subtree of one leaf: that subtree is the leaf itself. */
export function nodeHash(hashing: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  return hashing.sha256(join(0x01, left, right));
}

/** Bit `index` of a path, 0 = most significant bit of the first byte. */
export function bitAt(path: Uint8Array, index: number): 0 | 1 {
  return (((path[index >> 3] as number) >> (7 - (index & 7))) & 1) as 0 | 1;
}

function join(tag: number, first: Uint8Array, second: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(65);
  bytes[0] = tag;
  bytes.set(first, 1);
  bytes.set(second, 33);
  return bytes;
}
