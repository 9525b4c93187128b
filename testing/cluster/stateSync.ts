// A newcomer begins from a snapshot of at least 50 MB that two producers offer, trusting one block hash and nobody: it is usable in
// under a minute. A chunk that was changed on the way is refused, and so is a chain of another root than the trusted one (issue 4,
// "Done when" 5). STATE_MB=50 by default.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { RuntimeCallValue } from "@plexus/core/frame";
import { type Hex, toHex, utf8 } from "@plexus/core/scale";
import type { Cluster } from "./cluster.js";
import type { ClusterNode, Json } from "./clusterNode.js";
import { isMain, runScenario, type Scenario, seconds } from "./scenario.js";
import { createSigner } from "./signer.js";

const stateBytes = Number(process.env.STATE_MB ?? 50) * 1_000_000;
const SNAPSHOT_EVERY = 10;
/** What a new account adds to the state: key and value. */
const ACCOUNT_BYTES = 136;
const BATCH = 1_000;
const USABLE_MS = 60_000;
const ONE_TAO = 1_000_000_000n;

/** Opens accounts until the state is as large as wanted: each batch is one transaction of the first producer. */
async function fill({ cluster, tally }: Scenario): Promise<void> {
  const node = cluster.node(0);
  const genesisHash = await node.rpc<Hex>("chain_getBlockHash", [0]);
  const signer = createSigner(cluster.crypto, cluster.spec, genesisHash);
  const payer = cluster.crypto.keyring.fromUri(cluster.producers[0]?.coldkeyUri ?? "");
  const batches = Math.ceil((stateBytes * 1.05) / ACCOUNT_BYTES / BATCH);
  const begunMs = performance.now();
  for (let nonce = 0; nonce < batches; nonce++) {
    const calls = Array.from({ length: BATCH }, (_, index): RuntimeCallValue => {
      const account = toHex(cluster.crypto.blake2b256(utf8.encode(`account ${nonce} ${index}`)));
      const args = { dest: { type: "Id", value: account }, value: ONE_TAO / 1_000n };
      return { pallet: "Balances", call: "transfer_allow_death", args };
    });
    const call: RuntimeCallValue = { pallet: "Utility", call: "batch_all", args: { calls } };
    await node.rpc("author_submitExtrinsic", [signer.sign(payer, call, nonce)], 60_000);
  }
  while ((await node.rpc("author_pendingExtrinsics", [], 30_000)).length > 0) await sleep(500);
  tally.check(`${batches * BATCH} accounts opened in ${seconds(performance.now() - begunMs)}`, true);
}

interface Offered {
  readonly height: number;
  readonly contentBytes: number;
  readonly chunks: number;
}

/** The newest snapshot that both producers have, of at least the size that is wanted. */
async function offered({ cluster }: Scenario): Promise<Offered> {
  const madeBy = (node: ClusterNode) =>
    node.log
      .split("\n")
      .filter((line) => line.includes('"snapshot made"'))
      .map((line): Offered => JSON.parse(line) as Offered)
      .filter(({ contentBytes }) => contentBytes >= stateBytes);
  const untilMs = Date.now() + 120_000;
  while (Date.now() < untilMs) {
    const [first, second] = cluster.nodes.slice(0, 2).map(madeBy) as [Offered[], Offered[]];
    const both = first.filter(({ height }) => second.some((each) => each.height === height)).at(-1);
    if (both) return both;
    await sleep(250);
  }
  throw new Error("no snapshot of that size was made within 120 s");
}

interface Newcomer {
  readonly node: ClusterNode;
  readonly begunMs: number;
}

let newcomers = 0;

function join_({ cluster }: Scenario, trust: string): Newcomer {
  const number = ++newcomers;
  const basePath = join(cluster.folder, `newcomer-${number}`);
  const [rpcPort, metricsPort, p2pPort] = [9_944, 9_615, 30_333].map(
    (port) => port + cluster.portOffset + 60 + 10 * number,
  ) as [number, number, number];
  const peers = cluster.nodes.slice(0, 2).map(({ place }) => `http://127.0.0.1:${place.rpcPort}`);
  const words = {
    chain: join(cluster.producers[0]?.basePath ?? "", "chainspec.json"),
    "base-path": basePath,
    name: `newcomer-${number}`,
    "rpc-port": rpcPort,
    port: p2pPort,
    "prometheus-port": metricsPort,
    peers: peers.join(","),
    sync: "state",
    trust,
  };
  const given = Object.entries(words).flatMap(([flag, value]) => [`--${flag}`, String(value)]);
  const place = { name: `newcomer-${number}`, basePath, rpcPort, p2pPort, metricsPort, nodeId: "" };
  const node = cluster.addNode({ ...place, arguments: ["node", ...given, "--observer"] });
  node.start();
  return { node, begunMs: performance.now() };
}

async function trustIn(cluster: Cluster): Promise<{ height: number; hash: string }> {
  const { signed_header }: Json = await cluster.node(0).rpc("commit", {});
  return { height: Number(signed_header.header.height), hash: String(signed_header.commit.block_id.hash) };
}

/** Usable: it answers what the others answer about a new account, and keeps up with them. */
async function usableAfter({ cluster }: Scenario, { node, begunMs }: Newcomer): Promise<number | undefined> {
  const account = toHex(cluster.crypto.blake2b256(utf8.encode("account 0 7")));
  const { crypto } = cluster;
  const id = Buffer.from(account.slice(2), "hex");
  const map = ["System", "Account"].map((part) => Buffer.from(crypto.twox128(utf8.encode(part))).toString("hex"));
  const key = `0x${map.join("")}${Buffer.from(crypto.blake2b128(id)).toString("hex")}${account.slice(2)}`;
  const known = await cluster.node(0).rpc("state_getStorage", [key]);
  while (performance.now() - begunMs < 2 * USABLE_MS) {
    const [height, head] = await Promise.all([node.height(), cluster.node(0).height()]);
    if (height > 0 && height >= head - 2 && (await node.rpc("state_getStorage", [key])) === known)
      return performance.now() - begunMs;
    await sleep(100);
  }
  return undefined;
}

async function good(scenario: Scenario, snapshot: Offered): Promise<void> {
  const { cluster, tally } = scenario;
  const { height, hash } = await trustIn(cluster);
  const newcomer = join_(scenario, `${height}:${hash}`);
  const tookMs = await usableAfter(scenario, newcomer);
  const { node } = newcomer;
  tally.check(
    `a newcomer is usable ${tookMs === undefined ? "never" : seconds(tookMs)} after its start, from ` +
      `${(snapshot.contentBytes / 1e6).toFixed(1)} MB in ${snapshot.chunks} chunks`,
    (tookMs ?? Infinity) < USABLE_MS,
  );
  if (tookMs === undefined) return void console.log(node.log.slice(-3_000));
  const [early] = await node.hashes(2, 2);
  tally.check("it did not replay the chain: block 2 is not here", early === null);
  const at = await node.height();
  const [here, there] = await Promise.all([node.hashes(at, at), cluster.node(0).hashes(at, at)]);
  tally.check(`block ${at} is the same on both`, here[0] === there[0]);
  await node.stop();
}

/**
 * Turns one byte in the middle of a chunk, in every snapshot of both producers, and in those that they make meanwhile: a newcomer
 * takes the newest. Gives back how to undo it.
 */
function corrupt({ cluster }: Scenario): () => void {
  const undo: (() => unknown)[] = [];
  const done = new Set<string>();
  const corruptNew = () => {
    for (const { place } of cluster.nodes.slice(0, 2)) {
      const shelf = join(place.basePath, "snapshots");
      for (const height of readdirSync(shelf).filter((name) => /^\d+$/.test(name))) {
        const path = join(shelf, height, "00000.gz");
        if (done.has(path) || !existsSync(path)) continue;
        done.add(path);
        const bytes = readFileSync(path);
        const changed = Buffer.from(bytes);
        const middle = changed.length >> 1;
        changed[middle] = (changed[middle] as number) ^ 1;
        writeFileSync(path, changed);
        // A snapshot may have given way to a newer one by then.
        undo.push(() => existsSync(path) && writeFileSync(path, bytes));
      }
    }
  };
  corruptNew();
  const timer = setInterval(corruptNew, 20);
  return () => {
    clearInterval(timer);
    for (const step of undo) step();
  };
}

async function refusedFor({ tally }: Scenario, what: string, { node }: Newcomer, says: RegExp): Promise<void> {
  const untilMs = Date.now() + 60_000;
  while (Date.now() < untilMs && !says.test(node.log) && node.isRunning) await sleep(200);
  await sleep(1_500);
  const height = await node.height();
  const line = node.log.split("\n").find((each) => says.test(each));
  const at = line?.search(says) ?? 0;
  console.log(`       ${line?.slice(Math.max(0, at - 150), at + 250) ?? node.log.slice(-1_500)}`);
  tally.check(
    `${what} is refused, and the newcomer stays where it was (block ${height})`,
    line !== undefined && height <= 0,
  );
  await node.stop();
}

export async function stateSyncStory(scenario: Scenario): Promise<void> {
  const { cluster } = scenario;
  await fill(scenario);
  const snapshot = await offered(scenario);
  await good(scenario, snapshot);
  const undo = corrupt(scenario);
  try {
    const { height, hash } = await trustIn(cluster);
    const newcomer = join_(scenario, `${height}:${hash}`);
    await refusedFor(scenario, "a changed chunk", newcomer, /a snapshot from a peer is refused/);
  } finally {
    undo();
  }
  const { height, hash } = await trustIn(cluster);
  const other = `${hash.startsWith("0") ? "1" : "0"}${hash.slice(1)}`;
  const newcomer = join_(scenario, `${height}:${other}`);
  await refusedFor(scenario, "another trusted hash", newcomer, /expected header.s hash/);
}

if (isMain(import.meta.url)) {
  const startOptions = () => ({ flags: ["--snapshot-interval", String(SNAPSHOT_EVERY)] });
  await runScenario("state sync", { producers: 2, blockTimeMs: 2_000, startOptions }, stateSyncStory);
}
