// A producer's key runs twice, as after a careless restore from a backup: its bond is lost once, it leaves the set two blocks after
// the evidence, whoever staked on it loses nothing, and no rao is made or lost (issue 4, "Done when" 4; cometbft.md §5).
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createCometHome } from "@plexus/chain/comet";
import { connect, getBalance, getProducers, getStake, type PlexusClient, removeStake } from "@plexus/client/sdk";
import type { ClusterNode, Json } from "./clusterNode.js";
import { brokenInvariants } from "./invariants.js";
import { isMain, runScenario, type Scenario } from "./scenario.js";

const tao = 1_000_000_000n;
/** Which producer is doubled. */
const DOUBLED = 3;

/** A second home with the same consensus key, a node key of its own, and no memory of what was signed. */
function cloneHome({ cluster }: Scenario): ClusterNode {
  const original = cluster.producers[DOUBLED];
  if (!original) throw new Error("there is no such producer");
  const basePath = join(cluster.folder, "clone");
  mkdirSync(basePath, { recursive: true });
  const { nodeId } = createCometHome(basePath);
  const key = "comet/config/priv_validator_key.json";
  cpSync(join(original.basePath, key), join(basePath, key));
  writeFileSync(
    join(basePath, "comet/data/priv_validator_state.json"),
    `${JSON.stringify({ height: "0", round: 0, step: 0 })}\n`,
  );
  cpSync(join(original.basePath, "chainspec.json"), join(basePath, "chainspec.json"));
  const ports = {
    rpcPort: original.rpcPort + 10,
    metricsPort: original.metricsPort + 10,
    p2pPort: original.p2pPort + 10,
  };
  const peers = cluster.producers
    .filter((_, index) => index !== DOUBLED)
    .map((producer) => `${producer.nodeId}@127.0.0.1:${producer.p2pPort}`);
  const words = {
    engine: "comet",
    chain: join(basePath, "chainspec.json"),
    "base-path": basePath,
    name: "clone",
    "rpc-port": ports.rpcPort,
    port: ports.p2pPort,
    "prometheus-port": ports.metricsPort,
    peers: peers.join(","),
  };
  const given = Object.entries(words).flatMap(([flag, value]) => [`--${flag}`, String(value)]);
  return cluster.addNode({ name: "clone", basePath, nodeId, ...ports, arguments: ["node", ...given] });
}

async function setAt({ cluster }: Scenario, height: number): Promise<string[]> {
  const answer: Json = await cluster.node(0).rpc("validators", { height: String(height) });
  return answer.validators.map((each: Json) => String(each.address).toLowerCase());
}

interface Slash {
  readonly block: number;
  readonly events: readonly { pallet: string; name: string; value: unknown }[];
}

/** The first block whose events speak of the slash. */
async function findSlash(client: PlexusClient, from: number, patienceMs: number): Promise<Slash | undefined> {
  const untilMs = Date.now() + patienceMs;
  for (let height = from; Date.now() < untilMs; ) {
    const { number } = await client.finalizedHead();
    if (height > number) {
      await sleep(100);
      continue;
    }
    const { hash } = await client.headerAt(height);
    const { records } = await client.blockEvents(hash);
    const events = records
      .map(({ event }) => event)
      .filter(({ pallet, name }) => pallet === "Producers" && /Slash/.test(name));
    if (events.length > 0) return { block: height, events };
    height++;
  }
  return undefined;
}

export async function doubleSignerStory(scenario: Scenario): Promise<void> {
  const { cluster, tally } = scenario;
  const client = await connect(`ws://127.0.0.1:${cluster.node(0).place.rpcPort}`, { crypto: cluster.crypto });
  const clone = cloneHome(scenario);
  try {
    const doubled = cluster.producers[DOUBLED];
    if (!doubled) throw new Error("there is no such producer");
    const address = Buffer.from(doubled.address).toString("hex");
    const hotkey = cluster.crypto.keyring.fromUri(doubled.hotkeyUri).address;
    const coldkey = cluster.crypto.keyring.fromUri(doubled.coldkeyUri);
    const of = async () => (await getProducers(client)).find((producer) => producer.hotkey === hotkey);
    const stakeOf = async () =>
      (await getStake(client, coldkey.address))
        .filter((stake) => stake.hotkey === hotkey)
        .reduce((sum, each) => sum + each.stakeRao, 0n);
    const before = await of();
    const stakeBefore = await stakeOf();
    const from = (await client.finalizedHead()).number;
    // Both homes vote from here on; the test build's second one votes otherwise than the first.
    clone.start({ flags: ["--sick", `double-sign@${from}`], env: { PLEXUS_TEST_BUILD: "1" } });
    const slash = await findSlash(client, from, 90_000);
    tally.check(`evidence is in block ${slash?.block}: ${slash?.events.map(({ name }) => name)}`, slash !== undefined);
    if (!slash) return void console.log(clone.log.slice(-3_000));
    console.log(
      `       ${JSON.stringify(slash.events, (_, value) => (typeof value === "bigint" ? value.toString() : value))}`,
    );
    await cluster.node(0).reaches(slash.block + 3, 20_000);
    const sets = await Promise.all([1, 2].map((later) => setAt(scenario, slash.block + later)));
    tally.check(
      "in CometBFT's set at H+1, out of it at H+2",
      sets[0]?.includes(address) === true && sets[1]?.includes(address) === false,
    );
    tally.check("the other three go on", await cluster.goesOn(5, 30_000, cluster.nodes.slice(0, DOUBLED)));
    await clone.stop();
    const after = await of();
    tally.check(
      `its bond of ${(before?.bondRao ?? 0n) / tao} TAO is gone: ${after?.bondRao ?? 0n} rao left, status ${after?.status ?? "none"}`,
      (before?.bondRao ?? 0n) > 0n && (after?.bondRao ?? 0n) === 0n,
    );
    const stakeAfter = await stakeOf();
    tally.check(`who staked on it lost nothing: ${stakeBefore} → ${stakeAfter} rao`, stakeAfter >= stakeBefore);
    const head = (await client.finalizedHead()).number;
    const again = await countSlashes(client, slash.block, head);
    tally.check(
      `slashed once for all its offences (${again} slashes in ${head - slash.block} more blocks)`,
      again === 1,
    );
    await checkMoney(scenario, slash);
    await leaveStake(scenario, client);
  } finally {
    await clone.stop();
    rmSync(clone.place.basePath, { recursive: true, force: true });
    client.close();
  }
}

async function countSlashes(client: PlexusClient, from: number, to: number): Promise<number> {
  let count = 0;
  for (let height = from; height <= to; height++) {
    const { hash } = await client.headerAt(height);
    const { records } = await client.blockEvents(hash);
    count += records.filter(({ event }) => event.pallet === "Producers" && /Slash/.test(event.name)).length;
  }
  return count;
}

/** What was slashed is what burned and what the block's author got; and no rao is made or lost. */
async function checkMoney({ cluster, tally }: Scenario, slash: Slash): Promise<void> {
  const { amount = 0n, burned = 0n } = (slash.events[0]?.value ?? {}) as { amount?: bigint; burned?: bigint };
  tally.check(
    `nine tenths burned, one tenth to the block's author: ${burned} of ${amount}`,
    amount > 0n && burned * 10n === amount * 9n,
  );
  for (const height of [slash.block - 1, slash.block, slash.block + 3]) {
    const broken = await brokenInvariants(cluster, cluster.node(0), height);
    tally.check(
      `every invariant holds at block ${height}${broken.length > 0 ? `: ${broken.join("; ")}` : ""}`,
      broken.length === 0,
    );
  }
}

/** Whoever staked can take the stake back whole. */
async function leaveStake({ cluster, tally }: Scenario, client: PlexusClient): Promise<void> {
  const doubled = cluster.producers[DOUBLED];
  if (!doubled) return;
  const coldkey = cluster.crypto.keyring.fromUri(doubled.coldkeyUri);
  const hotkey = cluster.crypto.keyring.fromUri(doubled.hotkeyUri).address;
  const free = (await getBalance(client, coldkey.address)).freeRao;
  const left = await removeStake(client, coldkey, { hotkey, amountRao: 1_000n * tao });
  const now = (await getBalance(client, coldkey.address)).freeRao;
  tally.check("and takes it back", left.ok && now > free + 999n * tao);
}

if (isMain(import.meta.url)) await runScenario("double signer", { bondRao: 1_000n * tao }, doubleSignerStory);
