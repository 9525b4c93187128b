/**
 * Every vector of the law, bit for bit, and the proof that the checks can fail: each expected leaf, with one digit
 * flipped, must be refused. Prints how many passed per file.
 */
import { readFileSync } from "node:fs";
import { blake2b } from "@noble/hashes/blake2.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { describe, expect, test } from "vitest";
import { ss58Encode } from "../../crypto/ss58.js";
import { economyCases } from "./economyVectors.js";
import { epochCases } from "./epochVectors.js";
import { hashCases } from "./hashVectors.js";
import type { Json } from "./json.js";
import { mathCases } from "./mathVectors.js";
import { liquidAlphaCases, registrationCases, rootEpochCases } from "./registrationVectors.js";
import { flipDigit, leavesOf, type VectorCase, withLeaf } from "./vectorCase.js";

const hashing = {
  keccak256: keccak_256,
  sha256,
  ss58Encode,
  blake2b256: (bytes: Uint8Array) => blake2b(bytes, { dkLen: 32 }),
};

const FILES: readonly (readonly [name: string, cases: (file: Json) => VectorCase[], count: number])[] = [
  ["epoch.json", epochCases, 28],
  ["epoch.2024.json", epochCases, 20],
  ["math.json", mathCases, 229],
  ["math.2024.json", mathCases, 139],
  ["root_epoch.2024.json", rootEpochCases, 5],
  ["registration.2024.json", registrationCases, 76],
  ["liquid_alpha.json", liquidAlphaCases, 512],
  ["hashes.json", (file) => hashCases(file, hashing), 26],
  ["economy.json", economyCases, 127],
];
const MUTATED_LEAVES_PER_FILE = 1200;

function load(name: string): Json {
  return JSON.parse(readFileSync(new URL(`../../../testing/vectors/${name}`, import.meta.url), "utf8")) as Json;
}

describe.each(FILES)("%s", (name, casesOf, count) => {
  const cases = casesOf(load(name));

  test("every vector agrees", () => {
    const failed = cases.filter((vector) => vector.check(vector.expected).length > 0);
    console.log(`${name}: ${cases.length - failed.length} of ${cases.length} vectors passed`);
    expect(
      failed.flatMap((vector) =>
        vector
          .check(vector.expected)
          .slice(0, 3)
          .map((problem) => `${vector.id}: ${problem}`),
      ),
    ).toEqual([]);
    expect(cases.length).toBe(count);
  });

  test("a flipped digit is refused", () => {
    const leaves = cases.flatMap((vector) => leavesOf(vector.expected).map((path) => ({ vector, path })));
    const stride = Math.max(1, Math.floor(leaves.length / MUTATED_LEAVES_PER_FILE));
    const sample = leaves.filter((_, i) => i % stride === 0);
    const overlooked = sample.filter(({ vector, path }, i) => {
      const tolerance = vector.toleranceAt?.(path.join(".")) ?? 0;
      return vector.check(withLeaf(vector.expected, path, (leaf) => flipDigit(leaf, i, tolerance))).length === 0;
    });
    console.log(
      `${name}: ${sample.length - overlooked.length} of ${sample.length} flipped digits refused (of ${leaves.length} leaves)`,
    );
    expect(overlooked.map(({ vector, path }) => `${vector.id} ${path.join(".")}`)).toEqual([]);
    expect(sample.length).toBeGreaterThan(0);
  });
});

test("functions with a step of their own were computed twice", () => {
  const twice = ["math.json", "math.2024.json"].map(
    (name) => mathCases(load(name)).filter((vector) => vector.implementations > 1).length,
  );
  expect(twice).toEqual([124, 94]);
});
