// Governance without sudo on four producers, end to end (issue 4, Done 8): a change within its bounds takes effect at the block
// announced, on every node; one outside is refused when proposed; what the law forbids Root is refused with every vote behind it; a
// delegate's vote follows and is withdrawn; locked votes unlock on time; a thousand proposals cost their author, not the chain.
import { setTimeout as sleep } from "node:timers/promises";
import {
  connect,
  delegate,
  getBalance,
  getOpenProposals,
  getProposal,
  getVoting,
  type PlexusClient,
  type ProposalReading,
  proposalMade,
  propose,
  removeStake,
  removeVote,
  type SubmitResult,
  setParameterCall,
  undelegate,
  vote,
} from "@plexus/client/sdk";
import type { KeyPair } from "@plexus/core/crypto";
import type { RuntimeCallValue } from "@plexus/core/frame";
import { type ChainSpec, parameters, subnets, type TrackName } from "@plexus/core/runtime";
import { type Hex, utf8 } from "@plexus/core/scale";
import { coldkeyUri, hotkeyUri } from "../../apps/localnet/producers/producerNode.js";
import { runScenario, type Scenario } from "../cluster/scenario.js";
import { createSigner } from "../cluster/signer.js";

const tao = 1_000_000_000n;
const stakeRao = 5_000n * tao;
const blockTimeMs = 500;
const flood = 1_000;
const floodDepositRao = 20n * tao;
const dissolve: RuntimeCallValue = { pallet: "SubtensorModule", call: "root_dissolve_network", args: { netuid: 1 } };

/** Meant badly: it puts a call on a track that the law refuses to everybody. The flooded track is quick, to see its end. */
const withConstitution = (spec: ChainSpec): ChainSpec => ({
  ...spec,
  genesis: {
    ...spec.genesis,
    constitution: {
      calls: { "SubtensorModule.root_dissolve_network": "Subnets" },
      tracks: { Fees: { decisionPeriodBlocks: 8, maxDeciding: 8, maxQueued: 16 } },
    },
  },
});

interface Stage extends Scenario {
  readonly clients: readonly PlexusClient[];
  readonly voters: readonly KeyPair[];
}

const nameOf = (result: SubmitResult): string => (result.ok ? "ok" : result.error.name);

function must(result: SubmitResult): SubmitResult {
  if (!result.ok) throw new Error(`refused: ${result.error.pallet}.${result.error.name}`);
  return result;
}

async function make(client: PlexusClient, key: KeyPair, track: TrackName, call: RuntimeCallValue): Promise<number> {
  const input = { track, calls: [call], title: "drill", depositRao: 100n * tao };
  return proposalMade(must(await propose(client, key, input))) as number;
}

async function reading(client: PlexusClient, id: number): Promise<ProposalReading> {
  const proposal = await getProposal(client, id);
  if (!proposal) throw new Error(`there is no proposal ${id}`);
  return proposal;
}

async function hashAt(client: PlexusClient, height: number): Promise<Hex> {
  while ((await client.finalizedHead()).number < height) await sleep(100);
  return (await client.request("chain_getBlockHash", [height])) as Hex;
}

/** Waits until it is decided; returns how it stands then. */
async function decided(client: PlexusClient, id: number): Promise<ProposalReading> {
  for (;;) {
    const proposal = await reading(client, id);
    if (proposal.state.kind !== "Queued" && proposal.state.kind !== "Deciding") return proposal;
    await sleep(200);
  }
}

const first = <T>(list: readonly T[], index = 0): T => list[index] as T;

async function parameterChange({ tally, clients, voters }: Stage): Promise<void> {
  const [client, other] = [first(clients), first(clients, 1)];
  const [one, two, three, four] = voters as [KeyPair, KeyPair, KeyPair, KeyPair];
  const tempo = (value: bigint) => setParameterCall({ parameter: "SubtensorModule.Tempo", netuid: 1, value });
  const outside = { track: "Parameters", calls: [tempo(9_000n)], title: "t", depositRao: 100n * tao } as const;
  tally.check(
    "a value outside its bounds is refused when proposed",
    nameOf(await propose(client, one, outside)) === "ValueAboveBounds",
  );

  const id = await make(client, one, "Parameters", tempo(33n));
  const ballot = { proposal: id, choice: "Aye", amountRao: stakeRao } as const;
  await Promise.all([
    delegate(other, four, { track: "Parameters", to: two.address, amountRao: stakeRao }).then(must),
    vote(client, two, ballot).then(must),
  ]);
  const ayes = async () => (await reading(client, id)).ayes;
  tally.check("a delegate's vote carries what was delegated", (await ayes()) === 2n * stakeRao);
  must(await removeVote(client, two, { proposal: id }));
  tally.check("and goes with it", (await ayes()) === 0n);
  must(await vote(client, two, ballot));
  must(await undelegate(other, four, { track: "Parameters" }));
  tally.check("a delegation taken back leaves the open vote at once", (await ayes()) === stakeRao);
  await Promise.all([
    vote(other, one, { ...ballot, conviction: 1 }).then(must),
    vote(client, three, { ...ballot, conviction: 1 }).then(must),
  ]);

  const { state } = await decided(client, id);
  if (state.kind !== "Passed") throw new Error(`the change is ${state.kind}`);
  const seen = await Promise.all(
    clients.map(async (each) => {
      const [before, at] = [await hashAt(each, state.enactAt - 1), await hashAt(each, state.enactAt)];
      const read = (hash: Hex) => each.query(parameters.Tempo, [1], { at: hash });
      return `${await read(before)} → ${await read(at)}`;
    }),
  );
  tally.check(
    `it takes effect at block ${state.enactAt}, as announced, on every node`,
    new Set(seen).size === 1 && seen[0]?.endsWith("→ 33") === true,
  );
  await unlocks({ tally, client, voter: three, id });
}

async function unlocks(part: {
  tally: Stage["tally"];
  client: PlexusClient;
  voter: KeyPair;
  id: number;
}): Promise<void> {
  const { tally, client, voter, id } = part;
  const hotkey = client.crypto.keyring.fromUri(hotkeyUri(3)).address;
  const take = () => removeStake(client, voter, { hotkey, amountRao: stakeRao });
  const { votes } = await getVoting(client, voter.address);
  const freeFrom = votes.find(({ proposal }) => proposal === id)?.freeFrom ?? 0;
  tally.check("stake that won with conviction is locked after the vote", nameOf(await take()) === "StakeLocked");
  // Asked at the state of a block, the answer is for the next one.
  const lockedAfter = async (height: number) =>
    (await getVoting(client, voter.address, { at: await hashAt(client, height) })).lockedRao;
  const [last, free] = [await lockedAfter(freeFrom - 2), await lockedAfter(freeFrom - 1)];
  tally.check(`it is free in block ${freeFrom}, and not before`, last === stakeRao && free === 0n);
  tally.check("and leaves then", nameOf(await take()) === "ok");
}

async function forbidden({ tally, clients, voters }: Stage): Promise<void> {
  const client = first(clients);
  const id = await make(client, first(voters), "Subnets", dissolve);
  const stakes = await Promise.all(voters.map((key) => getVoting(client, key.address)));
  await Promise.all(
    voters.flatMap((key, index) => {
      const amountRao = stakes[index]?.stakeRao ?? 0n;
      return amountRao === 0n ? [] : [vote(client, key, { proposal: id, choice: "Aye", amountRao }).then(must)];
    }),
  );
  const { approval, turnout, state } = await decided(client, id);
  tally.check(
    `all vote for what is forbidden (${approval * 100} % of ${(turnout * 100).toFixed(0)} %), and it passes`,
    approval === 1 && turnout > 0.99 && state.kind === "Passed",
  );
  if (state.kind !== "Passed") return;
  await hashAt(client, state.enactAt);
  const after = await reading(client, id);
  tally.check(
    "the law refuses it when it is carried out",
    after.state.kind === "Failed" && after.calls[0]?.refused === "ForbiddenCall",
  );
  tally.check("the subnet is there", await client.query(subnets.NetworksAdded, [1]));
}

/** Blocks a second over the last `count` blocks. */
async function pace(client: PlexusClient, count: number): Promise<number> {
  const from = (await client.finalizedHead()).number;
  const begunMs = performance.now();
  await hashAt(client, from + count);
  return (count * 1_000) / (performance.now() - begunMs);
}

async function flooded({ tally, cluster, clients, voters }: Stage): Promise<void> {
  const client = first(clients);
  const eve = cluster.crypto.keyring.fromUri("//Eve");
  const quiet = await pace(client, 10);
  const before = (await getBalance(client, eve.address)).freeRao;
  const signer = createSigner(cluster.crypto, cluster.spec, client.genesisHash);
  const fee = setParameterCall({ parameter: "Producers.BurnedFeeShare", value: 5n });
  const words = { title: utf8.encode("x"), link: new Uint8Array(), text_hash: undefined };
  const args = { track: { type: "Fees" }, calls: [fee], ...words, deposit: floodDepositRao };
  const raw = Array.from({ length: flood }, (_, nonce) =>
    signer.sign(eve, { pallet: "Governance", call: "propose", args }, nonce),
  );
  for (const each of raw) await cluster.node(0).rpc("author_submitExtrinsic", [each]);
  const busy = await pace(client, 10);
  tally.check(
    `blocks go on at their pace: ${busy.toFixed(2)} a second, ${quiet.toFixed(2)} before`,
    busy > quiet * 0.7,
  );
  while (
    Number(await client.request("system_accountNextIndex", [eve.address])) < flood ||
    ((await client.request("author_pendingExtrinsics")) as Hex[]).length > 0
  )
    await sleep(200);
  const open = (await getOpenProposals(client)).filter(({ track }) => track === "Fees");
  tally.check(
    `of ${flood} proposals ${open.length} hold one of the 24 places of their track`,
    open.length > 0 && open.length <= 24,
  );
  // An honest one outbids the flood and is the next.
  const honest = await make(client, first(voters, 1), "Fees", fee);
  const next = (await getOpenProposals(client)).find(({ track, state }) => track === "Fees" && state.kind === "Queued");
  const deciding = (await reading(client, honest)).state.kind === "Deciding";
  tally.check("whoever puts down more goes before it", deciding || next?.id === honest);
  for (let left = 1; left > 0; await sleep(500)) {
    const all = await getOpenProposals(client);
    left = all.filter(({ track, proposer }) => track === "Fees" && proposer === eve.address).length;
  }
  const lost = before - (await getBalance(client, eve.address)).freeRao;
  tally.check(`the flood cost its author ${lost / tao} τ: deposits burned, and fees`, lost > 20n * floodDepositRao);
}

async function story(scenario: Scenario): Promise<void> {
  const { cluster, tally } = scenario;
  const { crypto } = cluster;
  const clients = await Promise.all(
    cluster.nodes.map(({ place }) => connect(`ws://127.0.0.1:${place.rpcPort}`, { crypto })),
  );
  const voters = [1, 2, 3, 4].map((number) => crypto.keyring.fromUri(coldkeyUri(number)));
  const stage = { ...scenario, clients, voters };
  await parameterChange(stage);
  await forbidden(stage);
  await flooded(stage);
  const last = Math.min(...(await cluster.heights()));
  const disagreement = await cluster.disagreement(last);
  tally.check(
    `all four have the same ${last} blocks${disagreement ? `: ${disagreement}` : ""}`,
    disagreement === undefined,
  );
  for (const client of clients) client.close();
}

await runScenario("governance drill", { chainType: "Local", blockTimeMs, stakeRao, adjust: withConstitution }, story);
