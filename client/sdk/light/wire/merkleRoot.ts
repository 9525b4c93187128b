// CometBFT's Merkle root over a list (as in RFC 6962): the list is cut at the greatest power of two below its length.
import type { Hashing } from "@plexus/core/crypto";

type Sha256 = Pick<Hashing, "sha256">;

export function merkleRoot(hashing: Sha256, items: readonly ArrayLike<number>[]): Uint8Array {
  const [first] = items;
  if (first === undefined) return hashing.sha256(new Uint8Array());
  if (items.length === 1) return hashing.sha256(Uint8Array.from([0, ...Array.from(first)]));
  let half = 1;
  while (half * 2 < items.length) half *= 2;
  const left = merkleRoot(hashing, items.slice(0, half));
  const right = merkleRoot(hashing, items.slice(half));
  return hashing.sha256(Uint8Array.from([1, ...left, ...right]));
}
