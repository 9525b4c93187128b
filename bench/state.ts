// What the store costs: a block of changes, opening, old reads, old proofs. CPU time, which a busy machine does not bend.
// Usage: npx tsx bench/state.ts [keys]

import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Store } from "../chain/store/index.js";
import { type Hex, toHex } from "../core/scale/index.js";

const keys = Number(process.argv[2] ?? 200_000);
const hash = (text: string): Uint8Array => createHash("sha256").update(text).digest();
const directory = mkdtempSync(join(tmpdir(), "plexus-bench-"));

function measured<T>(what: string, work: () => T): T {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  console.log(`${what}: ${Math.round((user + system) / 1_000)} ms CPU`);
  return result;
}

function addBlock(store: Store, changes: ReadonlyMap<Hex, Uint8Array>): void {
  const number = store.head ? store.head.number + 1 : 0;
  const block = { number, hash: toHex(hash(`block ${number}`)), header: hash(`header ${number}`), extrinsics: [] };
  store.commit(store.stage(changes), block, [], [], true);
}

function changes(count: number, salt: string): Map<Hex, Uint8Array> {
  const entries = Array.from({ length: count }, (_, index) => {
    const key = toHex(hash(`key ${(index * 7_919 + salt.length * 13) % keys}`));
    return [key, hash(`${salt} ${index}`)] as const;
  });
  return new Map(entries);
}

let store = new Store({ directory, keepBlocks: "all" });
const all = new Map(
  Array.from({ length: keys }, (_, index) => [toHex(hash(`key ${index}`)), hash(`value ${index}`)] as const),
);
measured(`genesis of ${keys} keys`, () => addBlock(store, all));
for (const [count, salt] of [
  [1_000, "a"],
  [1_000, "ab"],
  [10_000, "abc"],
  [10_000, "abcd"],
] as const) {
  const block = changes(count, salt);
  measured(`block of ${count} changes, with fsync`, () => addBlock(store, block));
}
const reads = 20_000;
measured(`${reads} reads of the newest state`, () => {
  for (let index = 0; index < reads; index++) store.current().get(hash(`key ${index}`));
});
measured(`${reads} reads at height 1`, () => {
  for (let index = 0; index < reads; index++) store.at(1).get(hash(`key ${index}`));
});
const beganMs = performance.now();
await store.prove([hash("key 5")], 0);
console.log(`proof at height 0, in slices beside other work: ${Math.round(performance.now() - beganMs)} ms`);
await store.close();
store = measured("opening again", () => new Store({ directory, keepBlocks: "all" }));
console.log(`resident ${Math.round(process.memoryUsage().rss / 1e6)} MB`);
await store.close();
rmSync(directory, { recursive: true });
