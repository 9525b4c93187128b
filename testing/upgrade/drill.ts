// The upgrade drill (issue 4 §4, Done 7): four producers, no sudo. They vote an upgrade in that adds a call and migrates a map; the
// one whose release lacks it stops before that block and, with the new release, comes back. Then every node's record is replayed.
import { setTimeout as sleep } from "node:timers/promises";
import { replayChain } from "@plexus/chain/node";
import {
  connect,
  getProducers,
  getUpgrades,
  type PlexusClient,
  type SubmitResult,
  scheduleUpgradeCall,
  transfer,
} from "@plexus/client/sdk";
import type { KeyPair } from "@plexus/core/crypto";
import { type Hex, utf8 } from "@plexus/core/scale";
import { coldkeyUri, hotkeyUri } from "../../apps/localnet/producers/producerNode.js";
import { runScenario, type Scenario } from "../cluster/scenario.js";

const tao = 1_000_000_000n;
const releaseHash: Hex = `0x${"5a".repeat(32)}`;
const laggard = 3;
/** Decision, confirmation, delay and notice of a local chain, with room to spare. */
const blocksAhead = 90;

function must(result: SubmitResult): SubmitResult {
  if (!result.ok) throw new Error(`refused: ${result.error.pallet}.${result.error.name}`);
  return result;
}

async function voteIn(client: PlexusClient, keys: readonly KeyPair[], atBlock: number): Promise<void> {
  const [proposer, ...others] = keys as [KeyPair, ...KeyPair[]];
  const args = {
    track: { type: "Upgrades" },
    calls: [scheduleUpgradeCall({ specVersion: 463, atBlock, releaseHash })],
    title: utf8.encode("Producers say who they are"),
    link: new Uint8Array(),
    text_hash: undefined,
    deposit: 50n * tao,
  };
  must(await client.submit({ pallet: "Governance", call: "propose", args }, proposer));
  const vote = { proposal: 0, choice: { type: "Aye" }, amount: 4_000n * tao, conviction: 0 };
  await Promise.all(
    others.map(async (key) => must(await client.submit({ pallet: "Governance", call: "vote", args: vote }, key))),
  );
}

/** Transfers one after another until told to stop; what did not end well is kept. */
function keepPaying(client: PlexusClient, from: KeyPair, to: string) {
  let isOver = false;
  const failures: string[] = [];
  let count = 0;
  const work = (async () => {
    while (!isOver) {
      const result = await transfer(client, from, { to, amountRao: 1_000n }, { timeoutMs: 60_000 }).catch(
        (error) => error,
      );
      count++;
      if (result.ok !== true) failures.push(String(result.error?.name ?? result));
    }
  })();
  const stop = async () => {
    isOver = true;
    await work;
    return { count, failures };
  };
  return stop;
}

async function until(what: () => Promise<boolean> | boolean, patienceMs: number): Promise<boolean> {
  for (const endMs = Date.now() + patienceMs; Date.now() < endMs; await sleep(100)) if (await what()) return true;
  return false;
}

const missedOf = async (client: PlexusClient, hotkey: string) =>
  (await getProducers(client)).find((each) => each.hotkey === hotkey)?.missed ?? -1;

async function story({ tally, cluster }: Scenario): Promise<void> {
  const key = (uri: string) => cluster.crypto.keyring.fromUri(uri);
  const client = await connect(`ws://127.0.0.1:${cluster.node(0).place.rpcPort}`, { crypto: cluster.crypto });
  const stopPaying = keepPaying(client, key("//Alice"), key("//Bob").address);
  const behind = cluster.node(laggard);
  const others = cluster.nodes.filter((node) => node !== behind);
  const lateHotkey = key(hotkeyUri(laggard + 1)).address;

  // Blocks that somebody misses, so that there is a map to migrate.
  await behind.stop();
  await cluster.goesOn(6, 60_000, others);
  behind.start();
  const atBlock = (await client.bestHead()).number + blocksAhead;
  const coldkeys = [1, 2, 3, 4].map((number) => key(coldkeyUri(number)));
  await voteIn(client, coldkeys, atBlock);
  tally.check("an upgrade is proposed and voted on without sudo", true);
  const isScheduled = await until(async () => (await getUpgrades(client))?.scheduled?.specVersion === 463, 120_000);
  tally.check(`the vote schedules rules 463 for block ${atBlock}`, isScheduled);
  const { rules } = await behind.health();
  tally.check("the old release says that it lacks them", rules?.scheduled?.known === false);
  tally.check(
    "it warns in its log",
    behind.log.includes("and this program lacks them: it will stop before that block"),
  );
  const missedBefore = await missedOf(client, lateHotkey);
  tally.check(`the late producer has missed blocks (${missedBefore})`, missedBefore > 0);

  tally.check("it stops", await until(() => !behind.isRunning, 120_000));
  tally.check("with exit code 4", behind.exitCode === 4);
  tally.check(
    "it names version, block and release",
    behind.log.includes(`block ${atBlock} runs under rules 463; this program`) && behind.log.includes(releaseHash),
  );
  tally.check("the others go on", await cluster.goesOn(6, 60_000, others));
  const upgrades = await getUpgrades(client);
  tally.check("under the new rules", upgrades?.current === 463 && upgrades.history[0]?.atBlock === atBlock);
  tally.check("what was missed before counts after", (await missedOf(client, lateHotkey)) >= missedBefore);
  const name = utf8.encode("first of four");
  const args = { hotkey: key(hotkeyUri(1)).accountId, name };
  const described = await client.submit({ pallet: "Producers", call: "describe", args }, coldkeys[0] as KeyPair);
  tally.check("the new call works", described.ok);
  tally.check(
    "and its name is read",
    (await getProducers(client)).some((each) => each.name === "first of four"),
  );

  behind.start({ flags: [] });
  const height = Math.max(...(await cluster.heights()));
  tally.check("with the new release the late one comes back", await cluster.allReach(height + 8, 90_000));
  const missedThen = await missedOf(client, lateHotkey);
  await cluster.goesOn(8, 60_000);
  tally.check("and votes again", (await missedOf(client, lateHotkey)) <= missedThen + 2);
  const { count, failures } = await stopPaying();
  tally.check(
    `${count} payments through all of it, all made: ${failures.join(", ")}`,
    count > 20 && failures.length === 0,
  );
  const last = Math.min(...(await cluster.heights()));
  const disagreement = await cluster.disagreement(last);
  tally.check(
    `all four have the same ${last} blocks${disagreement ? `: ${disagreement}` : ""}`,
    disagreement === undefined,
  );
  client.close();

  await Promise.all(cluster.nodes.map((node) => node.stop()));
  const { spec, crypto } = cluster;
  const roots = new Set<string>();
  for (const { place } of [cluster.node(0), behind]) {
    const replayed = await replayChain({ basePath: place.basePath, spec, crypto });
    if (replayed.blocks >= last) roots.add(place.name);
  }
  tally.check("first and late node's records replay to their roots, through both versions", roots.size === 2);
}

await runScenario(
  "upgrade drill",
  {
    chainType: "Local",
    blockTimeMs: 500,
    startOptions: (index) => (index === laggard ? { flags: ["--newest-spec-version", "462"] } : {}),
  },
  story,
);
