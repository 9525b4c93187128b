// Homes and keys: made once, for the owner alone, in CometBFT's own format.
import { createPublicKey, verify } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { cometPaths, createCometHome, readCometIdentity, readConsensusKey, signWithConsensusKey } from "./cometHome.js";
import { configToml } from "./configFile.js";
import { cometChainId, genesisDocument } from "./genesisFile.js";
import { addressOf, BadKeyFile } from "./keys.js";
import { timingFor } from "./timing.js";

const folder = mkdtempSync(join(tmpdir(), "plexus-home-"));
afterAll(() => rmSync(folder, { recursive: true }));
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

test("the address is CometBFT's: a key that `cometbft init` made", () => {
  const publicKey = Buffer.from("1kgt3s+g7kTuV8mxddbJXphgZypvQ1Ctw0K2ohWUGk8=", "base64");
  expect(hex(addressOf(publicKey)).toUpperCase()).toBe("03FD63BC27DB03DD80FCF611491D70C1BB663B40");
});

test("a home is made once, for the owner alone", () => {
  const first = createCometHome(folder);
  expect(first.nodeId).toMatch(/^[0-9a-f]{40}$/);
  expect(hex(first.address)).toBe(hex(addressOf(first.consensusKey)));
  expect(createCometHome(folder)).toEqual(first);
  expect(readCometIdentity(folder)).toEqual(first);
  const { consensusKey, nodeKey, signState } = cometPaths(folder);
  for (const path of [consensusKey, nodeKey, signState]) expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(JSON.parse(readFileSync(consensusKey, "utf8")).address).toBe(hex(first.address).toUpperCase());
});

test("it signs with its key, and derives secrets that only it can", () => {
  const message = new TextEncoder().encode("mine");
  const { consensusKey } = readCometIdentity(folder);
  const der = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), consensusKey]);
  const key = createPublicKey({ key: der, format: "der", type: "spki" });
  expect(verify(null, message, key, signWithConsensusKey(folder, message))).toBe(true);
  const one = readConsensusKey(folder);
  expect(hex(one.derive("a", message))).toBe(hex(readConsensusKey(folder).derive("a", message)));
  expect(hex(one.derive("a", message))).not.toBe(hex(one.derive("b", message)));
});

test("a bad key file is named and not quoted", () => {
  const path = cometPaths(folder).consensusKey;
  const whole = readFileSync(path, "utf8");
  const secret = JSON.parse(whole).priv_key.value as string;
  for (const text of [whole.replace(secret, secret.slice(0, 40)), "{", "{}"]) {
    writeFileSync(path, text);
    expect(() => readCometIdentity(folder)).toThrow(BadKeyFile);
    expect(() => readCometIdentity(folder)).not.toThrow(secret.slice(0, 20));
  }
  writeFileSync(path, whole);
  expect(() => readCometIdentity(join(folder, "nowhere"))).toThrow("ENOENT");
});

test("config and genesis say what was measured to work", () => {
  const options = {
    moniker: 'a "name"',
    paths: cometPaths(folder),
    appSocket: "/tmp/x/app.sock",
    rpcSocket: "/tmp/x/comet.sock",
    p2pHost: "127.0.0.1",
    p2pPort: 30_333,
    peers: ["aa@127.0.0.1:1", "bb@127.0.0.1:2"],
    isLocal: true,
    timing: timingFor(1_000),
    carriesPool: true,
    stateSync: undefined,
    metricsPort: undefined,
    logLevel: "error",
  };
  const config = configToml(options);
  for (const line of [
    'moniker = "a \\"name\\""',
    'proxy_app = "unix:///tmp/x/app.sock"',
    'type = "app"',
    'flush_throttle_timeout = "10ms"',
    'peer_gossip_sleep_duration = "10ms"',
    'persistent_peers_max_dial_period = "1s"',
    'timeout_commit = "650ms"',
    'indexer = "null"',
    "allow_duplicate_ip = true",
    "[statesync]\nenable = false",
  ])
    expect(config).toContain(`${line}\n`);
  expect(config).toMatch(/^persistent_peers = "(aa@127\.0\.0\.1:1,)+(bb@127\.0\.0\.1:2,?)+"$/m);
  expect(config).toMatch(/^reap_interval = "\d+ms"$/m);
  const producers = [{ consensusKey: new Uint8Array(32).fill(1), votes: 6_000n }];
  const genesisHash = `0x${"ab".repeat(32)}` as const;
  const chainId = cometChainId("a".repeat(64), genesisHash);
  expect(chainId.length).toBeLessThanOrEqual(50);
  const source = { chainId, genesisHash, genesisTimeMs: 0, producers, evidenceAgeBlocks: 100, blockTimeMs: 250 };
  expect(genesisDocument(source)).toMatchObject({
    genesis_time: "1970-01-01T00:00:00.000Z",
    app_hash: "AB".repeat(32),
    consensus_params: { evidence: { max_age_num_blocks: "100", max_age_duration: "25000000000" } },
    validators: [{ power: "6000" }],
  });
});
