// Which chain a node opens, and that it stays the one of its directory.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { askedSpec, storedSpec, storeSpec } from "./openSpec.js";

const folder = mkdtempSync(join(tmpdir(), "plexus-spec-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("dev with block time and tempo, or a file", () => {
  const spec = askedSpec({ chain: "dev", blockTimeMs: 500, tempo: 7 });
  expect(spec).toMatchObject({ id: "plexus-local", name: "Plexus Local", chainType: "Development", blockTimeMs: 500 });
  expect(spec.genesis.subnets.map(({ netuid, tempo }) => [netuid, tempo])).toEqual([
    [0, 7],
    [1, 7],
  ]);
  const path = join(folder, "own.json");
  writeFileSync(path, JSON.stringify({ ...spec, id: "own" }));
  expect(askedSpec({ chain: path, blockTimeMs: undefined, tempo: undefined }).id).toBe("own");
});

test("a missing or broken file is named", () => {
  const broken = join(folder, "broken.json");
  writeFileSync(broken, "{");
  expect(() => askedSpec({ chain: join(folder, "none"), blockTimeMs: undefined, tempo: undefined })).toThrow(
    "neither dev nor a file",
  );
  expect(() => askedSpec({ chain: broken, blockTimeMs: undefined, tempo: undefined })).toThrow(`${broken} is not JSON`);
});

test("what is stored comes back", () => {
  const spec = askedSpec({ chain: "dev", blockTimeMs: undefined, tempo: undefined });
  expect(storedSpec(join(folder, "data"))).toBeUndefined();
  storeSpec(join(folder, "data"), spec);
  expect(storedSpec(join(folder, "data"))).toEqual(spec);
});
