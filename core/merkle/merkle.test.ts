// Roots of an independent implementation (testing/vectors/merkle.json), and proofs that cannot be bent. The store's tree is
// tested against rootOf in chain/store.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fromHex, toHex } from "@plexus/core/scale";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bitAt, EMPTY, leafHash, type Proof, pathOf, rootOf, verifyProof } from "./index.js";

const hashing = { sha256: (bytes: Uint8Array) => new Uint8Array(createHash("sha256").update(bytes).digest()) };
type Entries = (readonly [Uint8Array, Uint8Array])[];
const file = readFileSync(join(import.meta.dirname, "../../testing/vectors/merkle.json"), "utf8");
const vectors = JSON.parse(file).cases as { entries: [string, string][]; root: string }[];

describe("the root of a map", () => {
  test.each(vectors)("of $entries.length entries is the one of the vector, in any order", ({ entries, root }) => {
    const map: Entries = entries.map(([key, value]) => [fromHex(key), fromHex(value)]);
    expect(toHex(rootOf(hashing, map))).toBe(root);
    expect(toHex(rootOf(hashing, map.toReversed()))).toBe(root);
    if (map.length > 0) expect(toHex(rootOf(hashing, map.slice(1)))).not.toBe(root);
  });
});

/** The proof for `key`, made the plain way from all entries. */
function prove(entries: Entries, key: Uint8Array): Proof {
  const path = pathOf(hashing, key);
  const siblings: Uint8Array[] = [];
  let inside = entries;
  for (let depth = 0; inside.length > 1; depth++) {
    const side = (want: number) => inside.filter(([each]) => bitAt(pathOf(hashing, each), depth) === want);
    const bit = bitAt(path, depth);
    const beside = side(1 - bit);
    siblings.push(subtree(beside, depth + 1));
    inside = side(bit);
  }
  const [last] = inside;
  if (!last || toHex(last[0]) === toHex(key)) return { siblings };
  return { siblings, other: { path: pathOf(hashing, last[0]), valueHash: hashing.sha256(last[1]) } };
}

/** Hash of the entries as a subtree at `depth`: the root of a map in which the first bits are cut off. */
function subtree(entries: Entries, depth: number): Uint8Array {
  const [first] = entries;
  if (!first) return EMPTY;
  if (entries.length === 1) return leafHash(hashing, pathOf(hashing, first[0]), hashing.sha256(first[1]));
  const side = (want: number) =>
    subtree(
      entries.filter(([key]) => bitAt(pathOf(hashing, key), depth) === want),
      depth + 1,
    );
  return hashing.sha256(Uint8Array.from([1, ...side(0), ...side(1)]));
}

const entriesArbitrary = fc
  .uniqueArray(fc.tuple(fc.uint8Array({ maxLength: 3 }), fc.uint8Array({ maxLength: 4 })), {
    maxLength: 20,
    selector: ([key]) => toHex(key),
  })
  .map((entries): Entries => entries);

describe("a proof", () => {
  test("shows presence and absence, and nothing else", () => {
    fc.assert(
      fc.property(entriesArbitrary, fc.uint8Array({ maxLength: 3 }), (entries, key) => {
        const root = rootOf(hashing, entries);
        const value = entries.find(([each]) => toHex(each) === toHex(key))?.[1];
        const proof = prove(entries, key);
        expect(verifyProof(hashing, root, key, value, proof)).toBe(true);
        expect(verifyProof(hashing, root, key, value === undefined ? new Uint8Array() : undefined, proof)).toBe(false);
        if (value) expect(verifyProof(hashing, root, Uint8Array.from([...key, 1]), value, proof)).toBe(false);
        expect(verifyProof(hashing, root, key, value, { ...proof, siblings: [...proof.siblings, EMPTY] })).toBe(false);
      }),
      { numRuns: 100 },
    );
  });

  test("of the wrong shape is false, not an error", () => {
    const key = Uint8Array.of(1);
    expect(verifyProof(hashing, EMPTY, key, undefined, { siblings: [] })).toBe(true);
    expect(verifyProof(hashing, EMPTY, key, undefined, { siblings: [new Uint8Array(31)] })).toBe(false);
    expect(verifyProof(hashing, EMPTY, key, undefined, { siblings: Array(257).fill(EMPTY) })).toBe(false);
    expect(
      verifyProof(hashing, EMPTY, key, undefined, {
        siblings: [],
        other: { path: new Uint8Array(3), valueHash: EMPTY },
      }),
    ).toBe(false);
  });
});
