// A proof that a key has a value, or has none, under a root (architecture §3.6). Pure: the same code runs in the node,
// in the SDK and in a browser.

import { compareBytes } from "@plexus/core/scale";
import { bitAt, EMPTY, leafHash, nodeHash, pathOf, type Sha256 } from "./hash.js";

/** Deepest possible tree: one level for each bit of a path. */
export const MAX_DEPTH = 256;

export interface Proof {
  /** Hashes of the subtrees beside the path, the root's child first; at most MAX_DEPTH of 32 bytes each. */
  siblings: readonly Uint8Array[];
  /** Absence only: the one leaf that stands where the key would be. Without it that place is empty. */
  other?: { path: Uint8Array; valueHash: Uint8Array };
}

/** True if `proof` shows that `key` has `value` (undefined: has none) in the map whose root is `root`. Never throws on a
 *  malformed proof: it is false. */
export function verifyProof(
  hashing: Sha256,
  root: Uint8Array,
  key: Uint8Array,
  value: Uint8Array | undefined,
  proof: Proof,
): boolean {
  if (proof.siblings.length > MAX_DEPTH || proof.siblings.some((sibling) => sibling.length !== 32)) return false;
  const path = pathOf(hashing, key);
  const end = terminal(hashing, path, value, proof);
  if (end === undefined) return false;
  let hash = end;
  for (let depth = proof.siblings.length - 1; depth >= 0; depth--) {
    const sibling = proof.siblings[depth] as Uint8Array;
    hash = bitAt(path, depth) === 0 ? nodeHash(hashing, hash, sibling) : nodeHash(hashing, sibling, hash);
  }
  return compareBytes(hash, root) === 0;
}

/** The hash at the end of the path, or undefined if the proof is not of the kind that the claim needs. */
function terminal(
  hashing: Sha256,
  path: Uint8Array,
  value: Uint8Array | undefined,
  proof: Proof,
): Uint8Array | undefined {
  const { other } = proof;
  if (value !== undefined) return other ? undefined : leafHash(hashing, path, hashing.sha256(value));
  if (!other) return EMPTY;
  if (other.path.length !== 32 || other.valueHash.length !== 32) return undefined;
  if (compareBytes(other.path, path) === 0) return undefined;
  for (let depth = 0; depth < proof.siblings.length; depth++) {
    if (bitAt(other.path, depth) !== bitAt(path, depth)) return undefined;
  }
  return leafHash(hashing, other.path, other.valueHash);
}
