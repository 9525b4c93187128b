// A network on disk: nothing shared, keys kept, the same chain in every directory, and no mixing of two networks.
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nativeCrypto } from "@plexus/core/crypto/native";
import { toHex } from "@plexus/core/scale";
import { afterAll, expect, test } from "vitest";
import { createProducersNetwork } from "./createProducersNetwork.js";
import { mostProducers } from "./producerPorts.js";

const folder = mkdtempSync(join(tmpdir(), "plexus-producers-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const crypto = await nativeCrypto();

test("each node has its own directory, keys and ports, and the same chain", () => {
  const { spec, nodes } = createProducersNetwork(join(folder, "a"), { crypto, producers: 4, portOffset: 5 });
  expect(spec).toMatchObject({ engine: "comet", chainType: "Development", blockTimeMs: 1_000 });
  expect(spec.genesisTimeMs).toBeGreaterThan(Date.now() - 60_000);
  for (const pick of ["basePath", "nodeId", "rpcPort", "p2pPort", "metricsPort", "hotkeyUri", "coldkeyUri"] as const)
    expect(new Set(nodes.map((node) => node[pick])).size, pick).toBe(4);
  const specs = nodes.map(({ basePath }) => readFileSync(join(basePath, "chainspec.json"), "utf8"));
  expect(new Set(specs).size).toBe(1);
  expect(new Set(nodes.map(({ basePath }) => statSync(join(basePath, "chainspec.json")).ino)).size).toBe(4);
  expect(spec.genesis.producers?.map(({ consensusKey }) => consensusKey)).toEqual(
    nodes.map(({ consensusKey }) => toHex(consensusKey)),
  );
  expect(nodes[1]?.peers).toEqual(
    [0, 2, 3].map((index) => `${nodes[index]?.nodeId}@127.0.0.1:${nodes[index]?.p2pPort}`),
  );
  expect(nodes[0]?.arguments.join(" ")).toContain("--rpc-port 9949 --port 30338");
  const endowed = spec.genesis.balances.filter(([, rao]) => rao === "100000000000000");
  expect(endowed.map(([address]) => address)).toEqual(spec.genesis.producers?.map(({ coldkey }) => coldkey));
});

test("a second call opens the same network; another number or a mixture is refused", () => {
  const first = createProducersNetwork(join(folder, "b"), { crypto, producers: 3, chainType: "Local" });
  expect(first.spec.genesis.sudo).toBeUndefined();
  const second = createProducersNetwork(join(folder, "b"), { crypto, producers: 3, blockTimeMs: 250 });
  expect(second.spec).toEqual(first.spec);
  expect(second.nodes).toEqual(first.nodes);
  expect(() => createProducersNetwork(join(folder, "b"), { crypto, producers: 2 })).toThrow("3 producers, not 2");
  expect(() => createProducersNetwork(join(folder, "b"), { crypto, producers: 4 })).toThrow("not of one network");
  for (const producers of [0, 1.5, mostProducers + 1])
    expect(() => createProducersNetwork(join(folder, "c"), { crypto, producers })).toThrow(RangeError);
});
