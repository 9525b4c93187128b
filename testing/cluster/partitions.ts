// Links cut, stalled and slowed through a mesh of proxies: 2|2 halts, 3|1 goes on, all heal soon, and nobody has another chain
// afterwards (issue 4, "Done when" 3).
import { setTimeout as sleep } from "node:timers/promises";
import type { Cluster } from "./cluster.js";
import type { LinkState } from "./mesh.js";
import { isMain, runScenario, type Scenario, seconds } from "./scenario.js";

const HEAL_MS = 10_000;
const rounds = Number(process.env.ROUNDS ?? 1);
/** How long a partition lasts. */
const apartMs = Number(process.env.APART_MS ?? 4_000);

/** Time from now until every node has made `blocks` new ones; undefined after `patienceMs`. */
async function healed(cluster: Cluster, blocks = 2, patienceMs = 30_000): Promise<number | undefined> {
  const begunMs = performance.now();
  return (await cluster.goesOn(blocks, patienceMs)) ? performance.now() - begunMs : undefined;
}

async function halves({ cluster, tally }: Scenario, state: LinkState): Promise<void> {
  const { mesh } = cluster;
  mesh?.set([0, 1], [2, 3], state);
  await sleep(1_500);
  const before = await cluster.heights();
  const stands = await cluster.standsStill(apartMs);
  tally.check(`2|2 ${state}: nobody makes a block (${before} → ${await cluster.heights()})`, stands);
  mesh?.heal();
  const ms = await healed(cluster);
  tally.check(
    `2|2 ${state}: all go on ${ms === undefined ? "never" : seconds(ms)} after the heal`,
    (ms ?? 1e9) < HEAL_MS,
  );
}

async function lonely({ cluster, tally }: Scenario, state: LinkState, alone: number): Promise<void> {
  const others = cluster.nodes.filter((_, index) => index !== alone);
  const rest = [0, 1, 2, 3].filter((index) => index !== alone);
  cluster.mesh?.set([alone], rest, state);
  tally.check(`3|1 ${state}: the three go on`, await cluster.goesOn(6, 30_000, others));
  const left = cluster.node(alone);
  tally.check(`3|1 ${state}: the lonely one stands`, await cluster.standsStill(2_000, [left]));
  cluster.mesh?.heal();
  const ms = await healed(cluster);
  tally.check(
    `3|1 ${state}: all four level ${ms === undefined ? "never" : seconds(ms)} after the heal`,
    (ms ?? 1e9) < HEAL_MS,
  );
}

async function slow({ cluster, tally }: Scenario, delayMs: number): Promise<void> {
  cluster.mesh?.delay(delayMs);
  const ms = await healed(cluster, 5);
  tally.check(`${delayMs} ms each way: five blocks in ${ms === undefined ? "never" : seconds(ms)}`, ms !== undefined);
  cluster.mesh?.delay(0);
  tally.check("and the links are quick again", await cluster.goesOn(4, HEAL_MS));
}

export async function partitionStory(scenario: Scenario): Promise<void> {
  const { cluster, tally } = scenario;
  const peers = async () =>
    (await Promise.all(cluster.nodes.map((node) => node.rpc("system_health")))).map((each) => each.peers);
  for (let waited = 0; waited < 100 && (await peers()).some((count) => count !== 3); waited++) await sleep(300);
  const counts = await peers();
  tally.check(
    `every node has three peers through the mesh: ${counts}`,
    counts.every((count) => count === 3),
  );
  for (let round = 0; round < rounds; round++) {
    await halves(scenario, "cut");
    await halves(scenario, "stalled");
    await lonely(scenario, "cut", (3 * round + 3) % 4);
    await lonely(scenario, "stalled", round % 4);
    await slow(scenario, 50);
    await slow(scenario, 150);
  }
  const height = Math.min(...(await cluster.heights()));
  const disagreement = await cluster.disagreement(height);
  tally.check(
    `${height} headers equal on all four${disagreement ? `: ${disagreement}` : ""}`,
    disagreement === undefined,
  );
}

if (isMain(import.meta.url)) await runScenario("partitions", { hasMesh: true }, partitionStory);
