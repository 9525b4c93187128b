// What consensus costs with our runtime beside CometBFT's own Go key-value store (issue 4, "Done when" 6): four nodes each on this
// machine, the same CometBFT, the same block interval, transactions of the same length offered at the same rate, phases of both
// in turn. CPU of all processes of the four nodes from /proc; what our nodes spend on checking signatures is told apart, because
// the key-value store checks none.
//
//   node --import tsx bench/consensus/consensus.ts      RATE=400 SECONDS=15 ROUNDS=3 BLOCK_MS=1000 SCHEME=sr25519 APP=kvstore INDEX=on
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { KeyPair } from "@plexus/core/crypto";
import { nativeCrypto } from "@plexus/core/crypto/native";
import type { Hex } from "@plexus/core/scale";
import { Cluster } from "../../testing/cluster/cluster.js";
import { withLoadAccounts } from "../../testing/cluster/load.js";
import { cpuSecondsOf } from "../../testing/cluster/processes.js";
import { cometPath } from "../../testing/cluster/program.js";
import { quantile } from "../../testing/cluster/scenario.js";
import { createSigner, transferOf } from "../../testing/cluster/signer.js";
import { cometRequest, type KvstoreOptions, startKvstore } from "./kvstoreNetwork.js";
import { offer } from "./openLoad.js";

const rate = Number(process.env.RATE ?? 400);
const secondsAPhase = Number(process.env.SECONDS ?? 15);
const rounds = Number(process.env.ROUNDS ?? 3);
/** Phases of each before what counts: a program of ours is compiled while it runs, and an operator's runs for weeks. */
const warmUps = Number(process.env.WARM_UPS ?? 3);
const blockTimeMs = Number(process.env.BLOCK_MS ?? 1_000);
const scheme = (process.env.SCHEME ?? "sr25519") as "sr25519" | "ed25519";
const app = (process.env.APP ?? "kvstore") as KvstoreOptions["app"];
/** Tables of transactions and events on both sides, as is the default of both, or on neither: producers need none. */
const hasIndex = process.env.INDEX !== "off";
const IDLE_MS = 6_000;
const ACCOUNTS = 200;
const perPhase = rate * secondsAPhase;

/** One network under test: how to load it, and what to read. */
interface Subject {
  readonly name: string;
  readonly urls: readonly string[];
  cpuSeconds(): number;
  /** Of it, what CometBFT's own processes take. */
  cometSeconds(): number;
  signatureSeconds(): Promise<number>;
  /** Transactions of a phase for each node. */
  calls(phase: number): readonly { method: string; params: unknown }[][];
  isRefusal(answer: { result?: unknown; error?: unknown }): boolean;
  /** Signed transactions in blocks of a range. */
  included(from: number, to: number): Promise<number>;
}

interface Measured {
  readonly included: number;
  readonly grossSeconds: number;
  readonly cometSeconds: number;
  readonly idleSeconds: number;
  readonly signatureSeconds: number;
  readonly intervalsMs: readonly number[];
}

async function heightOf(url: string): Promise<number> {
  const { sync_info } = await cometRequest<{ sync_info: { latest_block_height: string } }>(url, "status");
  return Number(sync_info.latest_block_height);
}

async function blockTimes(url: string, from: number, to: number): Promise<number[]> {
  const times: number[] = [];
  for (let low = from; low <= to; low += 20) {
    const range = { minHeight: String(low), maxHeight: String(Math.min(low + 19, to)) };
    const { block_metas } = await cometRequest<{ block_metas: { header: { time: string } }[] }>(
      url,
      "blockchain",
      range,
    );
    times.push(...block_metas.reverse().map(({ header }) => Date.parse(header.time)));
  }
  return times;
}

async function phase(subject: Subject, index: number): Promise<Measured> {
  const url = subject.urls[0] as string;
  const idleFrom = subject.cpuSeconds();
  await sleep(IDLE_MS);
  const idlePerSecond = (subject.cpuSeconds() - idleFrom) / (IDLE_MS / 1_000);
  const lanes = subject.calls(index).map((calls, lane) => ({ url: subject.urls[lane] as string, calls }));
  const from = await heightOf(url);
  const signed = await subject.signatureSeconds();
  const [cpu, comet, begunMs] = [subject.cpuSeconds(), subject.cometSeconds(), performance.now()];
  const sent = await offer(lanes, rate, (answer) => subject.isRefusal(answer));
  await sleep(2 * blockTimeMs + 500);
  const tookSeconds = (performance.now() - begunMs) / 1_000;
  const grossSeconds = subject.cpuSeconds() - cpu;
  const cometSeconds = subject.cometSeconds() - comet;
  const signatureSeconds = (await subject.signatureSeconds()) - signed;
  const to = await heightOf(url);
  const included = await subject.included(from + 1, to);
  if (sent.refused > 0) console.log(`       ${subject.name}: ${sent.refused} refused, first ${sent.firstRefusal}`);
  const times = await blockTimes(url, from, to);
  const intervalsMs = times.slice(1).map((time, at) => time - (times[at] as number));
  const idleSeconds = idlePerSecond * tookSeconds;
  const measured = { included, grossSeconds, cometSeconds, signatureSeconds, idleSeconds, intervalsMs };
  console.log(`       ${describe(subject.name, [measured])}, load ${loadavg()[0]?.toFixed(1)}`);
  return measured;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function describe(name: string, all: readonly Measured[]): string {
  const { gross, comet, net, signatures } = perThousand(all);
  const intervals = all.flatMap(({ intervalsMs }) => intervalsMs);
  const mean = sum(intervals) / intervals.length;
  return (
    `${name}: ${sum(all.map(({ included }) => included))} transactions; CPU-s per 1,000 over four nodes ${gross.toFixed(2)}` +
    ` (CometBFT ${comet.toFixed(2)} of it; net of idle ${net.toFixed(2)}), signatures beside it ${signatures.toFixed(2)};` +
    ` blocks every ${mean.toFixed(0)} ms, p95 ${quantile(intervals, 0.95)}`
  );
}

/** CPU without signature checks, for 1,000 transactions over all four nodes. */
function perThousand(all: readonly Measured[]) {
  const thousands = sum(all.map(({ included }) => included)) / 1_000;
  const signatures = sum(all.map(({ signatureSeconds }) => signatureSeconds));
  const gross = sum(all.map(({ grossSeconds }) => grossSeconds)) - signatures;
  const idle = sum(all.map(({ idleSeconds }) => idleSeconds));
  const comet = sum(all.map(({ cometSeconds }) => cometSeconds)) / thousands;
  return { gross: gross / thousands, comet, net: (gross - idle) / thousands, signatures: signatures / thousands };
}

async function plexus(cluster: Cluster, keys: readonly KeyPair[]): Promise<Subject & { txBytes: number }> {
  const genesisHash = await cluster.node(0).rpc<Hex>("chain_getBlockHash", [0]);
  const signer = createSigner(cluster.crypto, cluster.spec, genesisHash);
  const nonces = new Map<KeyPair, number>();
  // An account stays with one node, so that its nonces arrive in order.
  const prepared = Array.from({ length: warmUps + rounds }, () =>
    cluster.nodes.map((_, lane) => {
      const own = keys.filter((__, index) => index % cluster.nodes.length === lane);
      return Array.from({ length: perPhase / cluster.nodes.length }, (__, index) => {
        const key = own[index % own.length] as KeyPair;
        const nonce = nonces.get(key) ?? 0;
        nonces.set(key, nonce + 1);
        const to = keys[(index * 7 + lane) % keys.length] as KeyPair;
        const params = [signer.sign(key, transferOf(to === key ? (keys.at(lane + 1) as KeyPair) : to, 1n), nonce)];
        return { method: "author_submitExtrinsic", params };
      });
    }),
  );
  const comets = cluster.nodes.map((node) => node.cometPid ?? 0);
  const known = [...cluster.nodes.map((node) => node.pid ?? 0), ...comets];
  return {
    name: "plexus",
    txBytes: ((prepared[0]?.[0]?.[0]?.params[0]?.length ?? 2) - 2) / 2,
    urls: cluster.nodes.map(({ place }) => `http://127.0.0.1:${place.rpcPort}`),
    cpuSeconds: () => sum(known.map(cpuSecondsOf)),
    cometSeconds: () => sum(comets.map(cpuSecondsOf)),
    async signatureSeconds() {
      const texts = await Promise.all(cluster.nodes.map((node) => node.metrics()));
      return sum(texts.map((text) => Number(/^plexus_node_signature_cpu_seconds_total (\S+)$/m.exec(text)?.[1])));
    },
    calls: (index) => prepared[index] as { method: string; params: unknown }[][],
    isRefusal: ({ error }) => error !== undefined,
    async included(from, to) {
      let count = 0;
      for (const hash of await cluster.node(0).hashes(from, to)) {
        const { block } = await cluster.node(0).rpc("chain_getBlock", [hash], 20_000);
        // Signed ones carry 0x84 after a compact length of two bytes at this size.
        count += (block.extrinsics as string[]).filter((each) => each.slice(6, 8) === "84").length;
      }
      return count;
    },
  };
}

async function kvstore(folder: string, txBytes: number): Promise<Subject & { stop(): Promise<void> }> {
  // Away from the ports of our own four, which begin at 26,715.
  const basePort = 20_000 + 10 * (process.pid % 300);
  const network = await startKvstore({
    folder,
    binary: cometPath(),
    nodes: 4,
    basePort,
    blockTimeMs,
    roundMs: 45,
    app,
    indexer: hasIndex ? "kv" : "null",
  });
  const transaction = (): string => {
    const text = randomBytes(txBytes)
      .toString("hex")
      .slice(0, txBytes - 1);
    return Buffer.from(`${text.slice(0, 60)}=${text.slice(60)}`).toString("base64");
  };
  return {
    name: app,
    urls: network.urls,
    cpuSeconds: () => sum(network.pids.map(cpuSecondsOf)),
    cometSeconds: () => sum(network.pids.map(cpuSecondsOf)),
    signatureSeconds: async () => 0,
    calls: () =>
      network.urls.map(() =>
        Array.from({ length: perPhase / 4 }, () => ({ method: "broadcast_tx_sync", params: { tx: transaction() } })),
      ),
    isRefusal: ({ result }) => (result as { code?: number } | undefined)?.code !== 0,
    included: (from, to) => network.transactions(from, to),
    stop: () => network.stop(),
  };
}

const crypto = await nativeCrypto();
const keys = Array.from({ length: ACCOUNTS }, (_, index) => crypto.keyring.fromUri(`//Bench//${index}`, scheme));
const folder = mkdtempSync(join(tmpdir(), "plexus-consensus-"));
const cluster = await Cluster.start({
  blockTimeMs,
  adjust: (spec) => withLoadAccounts(spec, keys),
  startOptions: () => ({ flags: hasIndex ? [] : ["--no-index"] }),
});
let peer: (Subject & { stop(): Promise<void> }) | undefined;
try {
  const ours = await plexus(cluster, keys);
  peer = await kvstore(folder, ours.txBytes);
  console.log(
    `       ${rate} transactions a second of ${ours.txBytes} bytes (${scheme}), ${blockTimeMs} ms blocks, ${rounds} × ${secondsAPhase} s`,
  );
  const results: { ours: Measured[]; peer: Measured[] } = { ours: [], peer: [] };
  for (let round = 0; round < warmUps + rounds; round++) {
    const [mine, theirs] = [await phase(ours, round), await phase(peer, round)];
    if (round < warmUps) continue;
    results.ours.push(mine);
    results.peer.push(theirs);
  }
  console.log(describe("plexus", results.ours));
  console.log(describe(app, results.peer));
  const [mine, theirs] = [perThousand(results.ours), perThousand(results.peer)];
  console.log(
    `ratio ${(mine.gross / theirs.gross).toFixed(2)} of at most 2 (net of idle ${(mine.net / theirs.net).toFixed(2)})`,
  );
  process.exitCode = mine.gross <= 2 * theirs.gross ? 0 : 1;
} finally {
  await peer?.stop();
  await cluster.close();
  rmSync(folder, { recursive: true, force: true });
}
process.exit();
