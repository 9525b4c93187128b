// For tests: a proof made the plain way from all entries of a small state.
import { bitAt, EMPTY, leafHash, nodeHash, type Proof, pathOf, type Sha256 } from "@plexus/core/merkle";
import { compareBytes } from "@plexus/core/scale";

export type StateEntries = readonly (readonly [key: Uint8Array, value: Uint8Array])[];

function subtree(hashing: Sha256, entries: StateEntries, depth: number): Uint8Array {
  const [first] = entries;
  if (first === undefined) return EMPTY;
  if (entries.length === 1) return leafHash(hashing, pathOf(hashing, first[0]), hashing.sha256(first[1]));
  const side = (bit: number) =>
    subtree(
      hashing,
      entries.filter(([key]) => bitAt(pathOf(hashing, key), depth) === bit),
      depth + 1,
    );
  return nodeHash(hashing, side(0), side(1));
}

export function proveIn(hashing: Sha256, entries: StateEntries, key: Uint8Array): Proof {
  const path = pathOf(hashing, key);
  const siblings: Uint8Array[] = [];
  let inside = entries;
  for (let depth = 0; inside.length > 1; depth += 1) {
    const bit = bitAt(path, depth);
    const sideOf = (each: Uint8Array) => bitAt(pathOf(hashing, each), depth);
    const beside = inside.filter(([each]) => sideOf(each) !== bit);
    siblings.push(subtree(hashing, beside, depth + 1));
    inside = inside.filter(([each]) => sideOf(each) === bit);
  }
  const [last] = inside;
  if (last === undefined || compareBytes(last[0], key) === 0) return { siblings };
  return { siblings, other: { path: pathOf(hashing, last[0]), valueHash: hashing.sha256(last[1]) } };
}
