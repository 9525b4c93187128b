// The root of a whole map, the plain way: the definition that the store's incremental tree must agree with, and what a
// client uses to check a full snapshot (architecture §3.6).

import { compareBytes } from "@plexus/core/scale";
import { bitAt, EMPTY, leafHash, nodeHash, pathOf, type Sha256 } from "./hash.js";

interface Leaf {
  path: Uint8Array;
  hash: Uint8Array;
}

/** Root over all `entries`; their order does not matter, a key may occur once. */
export function rootOf(hashing: Sha256, entries: Iterable<readonly [key: Uint8Array, value: Uint8Array]>): Uint8Array {
  const leaves: Leaf[] = [];
  for (const [key, value] of entries) {
    const path = pathOf(hashing, key);
    leaves.push({ path, hash: leafHash(hashing, path, hashing.sha256(value)) });
  }
  leaves.sort((a, b) => compareBytes(a.path, b.path));
  return subtree(hashing, leaves, 0, leaves.length, 0);
}

function subtree(hashing: Sha256, leaves: Leaf[], from: number, to: number, depth: number): Uint8Array {
  if (from === to) return EMPTY;
  if (to - from === 1) return (leaves[from] as Leaf).hash;
  let middle = from;
  while (middle < to && bitAt((leaves[middle] as Leaf).path, depth) === 0) middle++;
  return nodeHash(
    hashing,
    subtree(hashing, leaves, from, middle, depth + 1),
    subtree(hashing, leaves, middle, to, depth + 1),
  );
}
