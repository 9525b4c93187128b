// Directories that rightly hold a part of the chain are sound: begun from a snapshot, or pruned.

import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { laterChanges, type SnapshotFixture, snapshotFixture } from "../testing/snapshotFixture.js";
import { hashing, plainState, StoreChain } from "../testing/storeChain.js";
import { examine, type Finding } from "./index.js";

let fixture: SnapshotFixture;
beforeAll(async () => {
  fixture = await snapshotFixture();
}, 60_000);
afterAll(() => fixture.close());

async function faultsOf(directory: string, repairIndexes = false): Promise<string[]> {
  const { signal } = new AbortController();
  const findings = await examine({ directory, hashing, signal, depthBlocks: 4096, repairIndexes });
  const faults = findings.filter((each): boolean => each.health !== "ok" && each.subject !== "chain spec");
  return faults.map(({ subject, text }: Finding) => `${subject}: ${text}`);
}

test("begun from a snapshot", async () => {
  const directory = join(fixture.folder, "begun");
  const chain = new StoreChain({ directory, keepBlocks: "all" });
  chain.add(plainState(20, 40, "genesis"));
  await fixture.restoreInto(chain);
  for (let number = 3; number < 6; number++) chain.add(laterChanges(number));
  await chain.store.close();
  expect(await faultsOf(directory)).toEqual([]);
  expect(await faultsOf(directory, true)).toEqual([]);
});

test("pruned, states and blocks each to their own height", async () => {
  const directory = join(fixture.folder, "pruned");
  const options = { directory, keepBlocks: 4, keepBodies: 9, hashing } as const;
  const chain = new StoreChain(options);
  for (let number = 0; number < 30; number++)
    chain.add(plainState(7, 10, `${number % 3}`), [Buffer.from([number & 7])]);
  await chain.store.close();
  expect(await faultsOf(directory)).toEqual([]);
  expect(await faultsOf(directory, true)).toEqual([]);
});
