// kill -9 of the application, of CometBFT or of both, at random and up to two nodes at once, while transfers come in: no final block
// lost or changed, no acknowledged extrinsic lost, back soon (issue 4, "Done when" 2). KILLS=1000 for the long form.
import { appendFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { nativeCrypto } from "@plexus/core/crypto/native";
import type { Hex } from "@plexus/core/scale";
import type { ClusterNode } from "./clusterNode.js";
import { FinalRecord } from "./finalRecord.js";
import { findInclusion, Load, loadKeys, withLoadAccounts } from "./load.js";
import { replayedRoot } from "./replayed.js";
import { isMain, quantile, runScenario, type Scenario, seconds } from "./scenario.js";

const kills = Number(process.env.KILLS ?? 200);
/** The storm ends after so long, however many there were. */
const minutes = Number(process.env.MINUTES ?? 60);
/** The promise is for a machine of its own; on a crowded one a start waits for its turn. */
const limitOf = (ms: number): number => ms * Math.max(1, Math.ceil((loadavg()[0] as number) / (3 * cpus().length)));

const SENDERS = 24;
const KINDS = ["app", "comet", "both"] as const;

interface Kill {
  readonly node: string;
  readonly kind: (typeof KINDS)[number];
  readonly atHeight: number;
  /** Until it answers with all that it had, its CometBFT running again, ms. */
  readonly servingMs: number;
  /** Until it has a block that was made after the kill, ms: CometBFT is level with its peers and votes. */
  readonly recoveryMs: number;
}

/** All that it had: its own head of before, over our RPC, and CometBFT's answer passed on by it. */
async function isServing(node: ClusterNode, ownHeight: number): Promise<boolean> {
  if ((await node.height(1_000)) < ownHeight) return false;
  return node.rpc("status", {}, 1_000).then(
    () => true,
    () => false,
  );
}

async function killAndRecover(node: ClusterNode, kind: Kill["kind"], heightNow: () => Promise<number>): Promise<Kill> {
  const atHeight = await heightNow();
  const ownHeight = await node.height();
  const comet = node.cometPid;
  const begunMs = performance.now();
  if (kind === "app") node.killApp();
  else if (kind === "comet") node.killComet();
  else node.killBoth();
  if (kind !== "comet") {
    while (node.isRunning) await sleep(5);
    node.start();
  }
  let servingMs: number | undefined;
  for (;;) {
    const isNew = node.cometPid !== comet;
    if (servingMs === undefined && isNew && (await isServing(node, ownHeight))) servingMs = performance.now() - begunMs;
    if (servingMs !== undefined && (await node.height(1_000)) > atHeight) break;
    if (performance.now() - begunMs > 60_000) throw new Error(`${node.name} is not back 60 s after a kill of ${kind}`);
    if (!node.isRunning) node.start();
    await sleep(25);
  }
  return { node: node.name, kind, atHeight, servingMs, recoveryMs: performance.now() - begunMs };
}

async function storm({ cluster }: Scenario, count: number): Promise<Kill[]> {
  const done: Kill[] = [];
  const highest = async () => Math.max(...(await cluster.heights()));
  const untilMs = Date.now() + minutes * 60_000;
  while (done.length < count && Date.now() < untilMs) {
    const first = Math.floor(Math.random() * cluster.nodes.length);
    const isPair = Math.random() < 0.4 && done.length + 1 < count;
    const victims = isPair ? [first, (first + 1) % cluster.nodes.length] : [first];
    const results = await Promise.all(
      victims.map((index) =>
        killAndRecover(cluster.node(index), KINDS[Math.floor(Math.random() * 3)] as Kill["kind"], highest),
      ),
    );
    for (const kill of results) {
      done.push(kill);
      const [servingMs, recoveryMs] = [Math.round(kill.servingMs), Math.round(kill.recoveryMs)];
      const line = { ...kill, servingMs, recoveryMs, at: new Date().toISOString() };
      if (process.env.KILL_LOG) appendFileSync(process.env.KILL_LOG, `${JSON.stringify(line)}\n`);
      if (done.length % 50 === 0) console.log(`       ${done.length} kills, height ${await highest()}`);
    }
    await sleep(Math.random() * 400);
  }
  return done;
}

async function story(scenario: Scenario): Promise<void> {
  const { cluster, tally } = scenario;
  const keys = loadKeys(cluster.crypto, SENDERS);
  const genesisHash = await cluster.node(0).rpc<Hex>("chain_getBlockHash", [0]);
  const { crypto, spec, nodes } = cluster;
  const final = new FinalRecord(nodes);
  const load = new Load({ crypto, spec, genesisHash, nodes, keys, perSecond: Number(process.env.LOAD ?? 30) });
  const done = await storm(scenario, kills);
  await load.stop();
  tally.check("all four make blocks after the storm", await cluster.goesOn(8, 30_000));
  await final.stop();
  const height = Math.min(...(await cluster.heights()));
  const times = done.map(({ recoveryMs }) => recoveryMs);
  const serving = done.map(({ servingMs }) => servingMs);
  const counts = KINDS.map((kind) => `${done.filter((kill) => kill.kind === kind).length} ${kind}`).join(", ");
  console.log(`       ${done.length} kills (${counts}), height ${height}, ${final.hashes.size} final heads seen`);
  console.log(
    `       ${load.acknowledged.size} acknowledged, ${load.retries} sent again`,
    Object.fromEntries(load.refusals),
  );
  for (const kind of KINDS) {
    const part = done.filter((kill) => kill.kind === kind);
    const [up, level] = [part.map((kill) => kill.servingMs), part.map((kill) => kill.recoveryMs)];
    console.log(
      `       kill of ${kind}: serving again p50 ${seconds(quantile(up, 0.5))}, max ${seconds(Math.max(0, ...up))}; ` +
        `at the head again p50 ${seconds(quantile(level, 0.5))}, max ${seconds(Math.max(0, ...level))}`,
    );
  }
  tally.check("no block called final was contradicted", final.conflicts.length === 0);
  for (const conflict of final.conflicts.slice(0, 3)) console.log(`       ${conflict}`);
  const lost = await final.lost();
  tally.check(`every block once final is kept by all four${lost ? `: ${lost}` : ""}`, lost === undefined);
  const disagreement = await cluster.disagreement(height);
  tally.check(`all hashes equal on all four${disagreement ? `: ${disagreement}` : ""}`, disagreement === undefined);
  const inclusion = await findInclusion(load, cluster.node(0), height);
  const missing = inclusion.missing.slice(0, 3).map((extrinsic) => load.acknowledged.get(extrinsic));
  tally.check(
    `all ${load.acknowledged.size} acknowledged extrinsics are in blocks${inclusion.missing.length ? `, but ${inclusion.missing.length} (taken by ${missing})` : ""}`,
    inclusion.missing.length === 0 && load.acknowledged.size > kills,
  );
  tally.check("none is there twice", inclusion.repeated.length === 0);
  // What CometBFT itself takes to be level again (a tick of 1 s, 3 s where it is two blocks behind) has no key.
  tally.check(
    `serving again within ${seconds(limitOf(1_000))} at the median: ${seconds(quantile(serving, 0.5))}`,
    quantile(serving, 0.5) < limitOf(1_000),
  );
  tally.check(
    `at the head again within ${seconds(limitOf(10_000))} always: ${seconds(Math.max(...times))}`,
    Math.max(...times) < limitOf(10_000),
  );
  const replay = await replayedRoot(cluster, 0);
  tally.check(`node-1's blocks replay to the same roots: ${replay.text}`, replay.isEqual);
}

if (isMain(import.meta.url)) {
  const keys = loadKeys(await nativeCrypto(), SENDERS);
  await runScenario("kills", { adjust: (spec) => withLoadAccounts(spec, keys) }, story);
}
