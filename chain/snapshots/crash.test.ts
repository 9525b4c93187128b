// kill -9 at each point of a restoration: the directory then holds block 0, or the whole of block H, and nothing else.

import { spawn } from "node:child_process";
import { cpSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Hex } from "@plexus/core/scale";
import { afterAll, beforeAll, expect, test } from "vitest";
import { genesis, type SnapshotFixture, snapshotFixture, stateOf } from "../testing/snapshotFixture.js";
import { StoreChain } from "../testing/storeChain.js";

const program = resolve(import.meta.dirname, "../testing/dyingRestore.ts");
let fixture: SnapshotFixture;
beforeAll(async () => {
  fixture = await snapshotFixture();
}, 120_000);
afterAll(() => fixture.close());

function restoreUntil(directory: string, death: string): Promise<NodeJS.Signals | null> {
  const words = [directory, fixture.maker.shelf.directory, "2", fixture.source.store.hashOf(2) as Hex, death];
  const child = spawn(process.execPath, ["--import", "tsx", program, ...words], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  return new Promise((done, fail) => {
    child.once("error", fail);
    child.once("exit", (code, signal) => (code ? fail(new Error(`it ended with ${code}`)) : done(signal)));
  });
}

test.each([
  ["chunk-1", 0],
  ["chunk-2", 0],
  ["before-commit@1", 0],
  ["mid-commit@1", 0],
  ["after-commit@1", 2],
])(
  "%s: block %i is what is there, and it can go on",
  async (death, survives) => {
    const directory = join(fixture.folder, `crash-${death}`);
    // The genesis is committed under a failpoint of height 1 without harm.
    expect(await restoreUntil(directory, death)).toBe("SIGKILL");
    const copy = `${directory}-copy`;
    cpSync(directory, copy, { recursive: true });
    const chain = new StoreChain({ directory: copy, keepBlocks: "all" });
    expect(chain.store.head?.number).toBe(survives);
    if (survives === 0) {
      expect(stateOf(chain, 0)).toHaveLength(genesis.size);
      await fixture.restoreInto(chain);
    }
    expect(stateOf(chain, 2)).toEqual(stateOf(fixture.source, 2));
    await chain.store.close();
  },
  60_000,
);
