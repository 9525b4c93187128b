// One producer of four is sick on purpose (a test build of the same program): it tampers with an extrinsic, with the time, makes
// blocks too large, ends with another root, hangs, or has a wrong clock. The other three refuse what is wrong and go on, and the
// sick one says so itself (issue 4, "Done when" 1 and 3).
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { nativeCrypto } from "@plexus/core/crypto/native";
import type { Hex } from "@plexus/core/scale";
import type { Cluster } from "./cluster.js";
import type { ClusterNode } from "./clusterNode.js";
import { Load, loadKeys, withLoadAccounts } from "./load.js";
import { isMain, runScenario, type Scenario, seconds } from "./scenario.js";

const SENDERS = 8;
/** The last one is sick. */
const SICK = 3;

interface Sickness {
  readonly kind: string;
  /** What the healthy ones write when they refuse its proposals. */
  readonly refused?: RegExp;
  /** What the sick one itself says, in its log or its health. */
  readonly says?: RegExp;
  /** Whether the sick one may keep up with the chain. */
  readonly keepsUp: boolean;
}

const PROPOSALS: readonly Sickness[] = [
  { kind: "tampered-extrinsic", refused: /BadProof|does not verify|BadMandatory|inherents|twice/, keepsUp: true },
  { kind: "wrong-time", refused: /its time is/, keepsUp: true },
  { kind: "too-large", refused: /large|bytes|room|NoUnsignedValidator|Call|decode/i, keepsUp: true },
];
const CONDITIONS: readonly Sickness[] = [
  { kind: "hang", says: /has not answered CometBFT/, keepsUp: false },
  { kind: "wrong-clock", says: /clock/i, keepsUp: true },
  { kind: "divergent-root", says: /not that of the network|CONSENSUS FAILURE|cannot go on/, keepsUp: false },
];

async function restartSick(cluster: Cluster, kind: string | undefined): Promise<ClusterNode> {
  const node = cluster.node(SICK);
  await node.stop();
  const env = { PLEXUS_TEST_BUILD: "1" };
  const height = Math.max(...(await cluster.heights()));
  node.start(kind === undefined ? {} : { flags: ["--sick", `${kind}@${height + 4}`], env });
  return node;
}

/** Log of a node from now on. */
function logFrom(node: ClusterNode): () => string {
  const before = node.log.length;
  return () => node.log.slice(before);
}

async function within(patienceMs: number, holds: () => Promise<boolean> | boolean): Promise<boolean> {
  const untilMs = Date.now() + patienceMs;
  while (Date.now() < untilMs) {
    if (await Promise.resolve(holds()).catch(() => false)) return true;
    await sleep(150);
  }
  return false;
}

const healthText = async (node: ClusterNode): Promise<string> =>
  node.health().then(
    (health) => JSON.stringify(health),
    () => "",
  );

async function suffer({ cluster, tally }: Scenario, { kind, refused, says, keepsUp }: Sickness): Promise<void> {
  const healthy = cluster.nodes.slice(0, SICK);
  const logs = healthy.map(logFrom);
  const node = await restartSick(cluster, kind);
  const ownLog = logFrom(node);
  const begunMs = performance.now();
  if (refused) {
    const problems = (log: () => string) =>
      [...log().matchAll(/"problem":"([^"]*)".*a proposed block is refused/g)].map(([, problem = ""]) => problem);
    const allRefuse = () => logs.every((log) => problems(log).some((problem) => refused.test(problem)));
    const did = await within(60_000, allRefuse);
    tally.check(`${kind}: refused by all three after ${seconds(performance.now() - begunMs)}`, did);
    console.log(`       ${kind}: ${problems(logs[0] as () => string).at(-1)}`);
  }
  if (says) {
    const told = await within(60_000, async () => says.test(ownLog()) || says.test(await healthText(node)));
    tally.check(`${kind}: the sick one says so itself after ${seconds(performance.now() - begunMs)}`, told);
    console.log(`       ${kind}: ${(await healthText(node)).slice(0, 300)}`);
  }
  tally.check(`${kind}: the other three go on`, await cluster.goesOn(6, 45_000, healthy));
  if (keepsUp) tally.check(`${kind}: and the sick one follows them`, await cluster.goesOn(2, 45_000));
}

/** A node that is frozen by the system and not by its own fault; its CometBFT waits for it. */
async function frozen({ cluster, tally }: Scenario): Promise<void> {
  const node = cluster.node(0);
  const others = cluster.nodes.slice(1, SICK + 1);
  node.freeze();
  tally.check("frozen (SIGSTOP): the other three go on", await cluster.goesOn(5, 45_000, others));
  node.goOn();
  const begunMs = performance.now();
  const isBack = await cluster.goesOn(2, 20_000);
  tally.check(`and it is level again ${seconds(performance.now() - begunMs)} after SIGCONT`, isBack);
}

/** Where its CometBFT has another root than the network, it does what it was told: its state goes, what it has signed stays. */
async function heal({ cluster, tally }: Scenario, kind: string): Promise<void> {
  if (kind === "divergent-root") {
    const { basePath } = cluster.node(SICK).place;
    await cluster.node(SICK).stop();
    for (const name of ["state", "index"]) rmSync(join(basePath, name), { recursive: true, force: true });
    const data = join(basePath, "comet/data");
    for (const name of readdirSync(data))
      if (name !== "priv_validator_state.json") rmSync(join(data, name), { recursive: true });
  }
  await restartSick(cluster, undefined);
  tally.check(`${kind} is over: it is level with the others`, await cluster.goesOn(3, 60_000));
}

export async function sickStory(scenario: Scenario): Promise<void> {
  const { cluster, tally } = scenario;
  const { crypto, spec } = cluster;
  const genesisHash = await cluster.node(0).rpc<Hex>("chain_getBlockHash", [0]);
  const nodes = cluster.nodes.slice(0, SICK);
  const load = new Load({ crypto, spec, genesisHash, nodes, keys: loadKeys(crypto, SENDERS), perSecond: 20 });
  for (const sickness of PROPOSALS) await suffer(scenario, sickness);
  await heal(scenario, "too-large");
  await frozen(scenario);
  for (const sickness of CONDITIONS) {
    await suffer(scenario, sickness);
    await heal(scenario, sickness.kind);
  }
  await load.stop();
  const height = Math.min(...(await cluster.heights()));
  const disagreement = await cluster.disagreement(height);
  tally.check(
    `${height} blocks equal on all four${disagreement ? `: ${disagreement}` : ""}`,
    disagreement === undefined,
  );
}

if (isMain(import.meta.url)) {
  const keys = loadKeys(await nativeCrypto(), SENDERS);
  await runScenario("sick", { adjust: (spec) => withLoadAccounts(spec, keys) }, sickStory);
}
