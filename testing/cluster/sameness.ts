// Four producers with our full runtime: the same hash everywhere while money moves, stake moves and weights are set; stake changes
// who produces at the next session; and the blocks, executed again outside CometBFT, are the same to the byte (issue 4, "Done
// when" 1).
import { setTimeout as sleep } from "node:timers/promises";
import { addStake, connect, getProducers, registerNeuron, setWeights } from "@plexus/client/sdk";
import { nativeCrypto } from "@plexus/core/crypto/native";
import type { Hex } from "@plexus/core/scale";
import type { Json } from "./clusterNode.js";
import { findInclusion, Load, loadKeys, withLoadAccounts } from "./load.js";
import { replayedRoot } from "./replayed.js";
import { isMain, runScenario, type Scenario } from "./scenario.js";

const tao = 1_000_000_000n;
const SENDERS = 16;

/** The set as CometBFT has it, address → power. */
async function setAt({ cluster }: Scenario, height?: number): Promise<Map<string, bigint>> {
  const answer: Json = await cluster.node(0).rpc("validators", height === undefined ? {} : { height: String(height) });
  return new Map(
    answer.validators.map((each: Json) => [String(each.address).toLowerCase(), BigInt(each.voting_power)]),
  );
}

async function powersChange(scenario: Scenario): Promise<void> {
  const { cluster, tally } = scenario;
  const client = await connect(`ws://127.0.0.1:${cluster.node(1).place.rpcPort}`, { crypto: cluster.crypto });
  try {
    const [, second] = cluster.producers;
    if (!second) throw new Error("there is no second producer");
    const address = Buffer.from(second.address).toString("hex");
    const before = (await setAt(scenario)).get(address);
    const coldkey = cluster.crypto.keyring.fromUri(second.coldkeyUri);
    const hotkey = cluster.crypto.keyring.fromUri(second.hotkeyUri).address;
    const staked = await addStake(client, coldkey, { hotkey, amountRao: 500n * tao });
    tally.check(`add_stake is in block ${staked.blockNumber}`, staked.ok);
    const untilMs = Date.now() + 60_000;
    let now = before;
    while (now === before && Date.now() < untilMs) {
      await sleep(250);
      now = (await setAt(scenario)).get(address);
    }
    const height = await cluster.node(0).height();
    tally.check(`its power went from ${before} to ${now} by block ${height}`, (now ?? 0n) > (before ?? 0n));
    const known = (await getProducers(client)).find((producer) => producer.hotkey === hotkey);
    tally.check(`the chain says the same: ${known?.electedPower}`, known?.electedPower === now);
    await exactHeight(scenario, address, staked.blockNumber, height);
  } finally {
    client.close();
  }
}

/** The set of height H + 2 is the first with the update that block H decided on. */
async function exactHeight(scenario: Scenario, address: string, from: number, to: number): Promise<void> {
  const { cluster, tally } = scenario;
  let changedAt = 0;
  let before = (await setAt(scenario, from)).get(address);
  await cluster.node(0).reaches(to + 2, 20_000);
  for (let height = from + 1; height <= to + 2 && changedAt === 0; height++) {
    const power = (await setAt(scenario, height)).get(address);
    if (power !== before) changedAt = height;
    before = power;
  }
  const length = Number(cluster.spec.genesis.producerParameters?.SessionLength ?? 20);
  tally.check(
    `the first block with it is ${changedAt}: two after a session's end (every ${length})`,
    changedAt > 0 && (changedAt - 2) % length === 0,
  );
}

async function weights({ cluster, tally }: Scenario): Promise<void> {
  const client = await connect(`ws://127.0.0.1:${cluster.node(2).place.rpcPort}`, { crypto: cluster.crypto });
  try {
    const coldkey = cluster.crypto.keyring.fromUri(cluster.producers[2]?.coldkeyUri ?? "");
    const hotkey = cluster.crypto.keyring.fromUri(cluster.producers[2]?.hotkeyUri ?? "");
    const joined = await registerNeuron(client, coldkey, { netuid: 1, hotkey: hotkey.address });
    tally.check("a producer registers as a neuron of subnet 1", joined.ok);
    const set = await setWeights(client, hotkey, { netuid: 0, weights: [{ uid: 1, weight: 1 }] });
    tally.check("and votes with its root weights", set.ok);
  } finally {
    client.close();
  }
}

export async function samenessStory(scenario: Scenario): Promise<void> {
  const { cluster, tally } = scenario;
  const { crypto, spec, nodes } = cluster;
  const keys = loadKeys(crypto, SENDERS);
  const genesisHash = await cluster.node(0).rpc<Hex>("chain_getBlockHash", [0]);
  const load = new Load({ crypto, spec, genesisHash, nodes, keys, perSecond: 40 });
  await powersChange(scenario);
  await weights(scenario);
  await cluster.goesOn(8, 30_000);
  await load.stop();
  tally.check("the chain goes on", await cluster.goesOn(4, 20_000));
  const height = Math.min(...(await cluster.heights()));
  const disagreement = await cluster.disagreement(height);
  tally.check(
    `${height} blocks equal on four nodes${disagreement ? `: ${disagreement}` : ""}`,
    disagreement === undefined,
  );
  await appHashes(scenario, height);
  const inclusion = await findInclusion(load, cluster.node(3), height);
  tally.check(
    `${load.acknowledged.size} transfers acknowledged, all in blocks, none twice`,
    load.acknowledged.size > 100 && inclusion.missing.length === 0 && inclusion.repeated.length === 0,
  );
  const replay = await replayedRoot(cluster, 1);
  tally.check(`executed again under Solo's application: ${replay.text}`, replay.isEqual);
  tally.check("and the node goes on after it", await cluster.goesOn(3, 20_000));
}

/** AppHash of the header after block H is the Substrate hash of H, and its time is that of extrinsic 0. */
async function appHashes({ cluster, tally }: Scenario, height: number): Promise<void> {
  const node = cluster.node(0);
  const sample = [2, Math.floor(height / 2), height - 1];
  let equal = 0;
  for (const at of sample) {
    const [hash] = await node.hashes(at, at);
    const next: Json = await node.rpc("commit", { height: String(at + 1) });
    if (`0x${String(next.signed_header.header.app_hash).toLowerCase()}` === hash) equal += 1;
    else console.log(`       block ${at}: ${hash}, app hash ${next.signed_header.header.app_hash}`);
  }
  tally.check(`CometBFT's app hash is the block's hash at ${sample.join(", ")}`, equal === sample.length);
}

if (isMain(import.meta.url)) {
  const keys = loadKeys(await nativeCrypto(), SENDERS);
  await runScenario("sameness", { adjust: (spec) => withLoadAccounts(spec, keys) }, samenessStory);
}
