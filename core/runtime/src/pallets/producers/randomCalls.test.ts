// Random use of producers, staking, governance and randomness, under random consensus: after every block every invariant of
// every pallet holds, money is conserved to the rao, nobody has more than the share, and slashing takes bonds alone. 3,000 calls;
// RANDOM_CALLS=100000 for the figure of docs/figures.md, RANDOM_SEED for another walk.

import type { KeyPair } from "@plexus/core/crypto";
import { nativeCrypto } from "@plexus/core/crypto/native";
import { utf8 } from "@plexus/core/scale";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TAO } from "../../primitives.js";
import { ProducersChain, type TestProducer, testProducer } from "../../testing/producersChain.js";
import { DepositsHeld } from "../governance/storage.js";
import { holdings } from "../ledger/invariants.js";
import { Burned, Genesis, Issued } from "../ledger/storage.js";
import { beaconDue, commitmentOf } from "../randomness/index.js";
import { AlphaV2 } from "../subtensor/staking/storage.js";
import { Account } from "../system/account.js";
import { held } from "./held.js";
import { capHolds } from "./invariants.js";
import { Elected } from "./storage.js";

const crypto = await nativeCrypto();
const CALLS = Number(process.env.RANDOM_CALLS ?? 3_000);
const CALLS_PER_RUN = 1_500;
const PRODUCERS = 6;
const KEYS = 8;
const parameters = {
  SessionLength: 8,
  EvidenceAge: 50,
  MissedLimit: 5,
  MissedWindow: 24,
  CooldownSessions: 1,
  BurnedFeeShare: 300_000_000,
};
const people = Array.from({ length: PRODUCERS + 2 }, (_, i) => testProducer(crypto, `Producer${i + 1}`));
const keysOf = people.map((_, i) =>
  Array.from({ length: KEYS }, (_, key) => crypto.keyring.fromUri(`//Producer${i + 1}//key${key}`, "ed25519")),
);
const person = (number: number) => people[number] as TestProducer;

interface Call {
  readonly actor: number;
  readonly pallet: string;
  readonly call: string;
  args(net: ProducersChain): Record<string, unknown>;
}

const who = fc.nat({ max: people.length - 1 });
const amount = fc.oneof(
  { weight: 1, arbitrary: fc.bigInt(0n, 2_000n) },
  { weight: 2, arbitrary: fc.bigInt(0n, 40n * TAO) },
  { weight: 4, arbitrary: fc.bigInt(0n, 2_000n * TAO) },
  { weight: 1, arbitrary: fc.constant(10n ** 18n) },
);
const hotkeyOf = (number: number) => person(number).hot.accountId;
/** Mostly one's own hotkey. */
const target = (actor: number, other: number, stranger: boolean) => hotkeyOf(stranger ? other : actor);

function withKey(net: ProducersChain, hotkey: string, owner: number, key: number) {
  const consensus = key === KEYS ? person(owner).consensus : ((keysOf[owner] as KeyPair[])[key] as KeyPair);
  return { consensus_key: consensus.publicKey, proof: net.proof({ hot: { accountId: hotkey } as KeyPair, consensus }) };
}

/** What stakers may decide on here: numbers of producers that bear on this test. */
const DECISIONS = [
  ["Parameters", "CooldownSessions", 3n],
  ["Parameters", "MinimumBond", 40n * TAO],
  ["Parameters", "SessionLength", 20n],
  ["Fees", "BurnedFeeShare", 100_000_000n],
] as const;

interface Governing {
  readonly actor: number;
  readonly other: number;
  readonly rao: bigint;
  readonly number: number;
  readonly kind: number;
}

function governs({ actor, other, rao, number, kind }: Governing): Call {
  const governance = (name: string, args: object): Call => ({
    actor,
    pallet: "Governance",
    call: name,
    args: () => ({ ...args }),
  });
  const [track, name, value] = DECISIONS[number % DECISIONS.length] as (typeof DECISIONS)[number];
  const calls = [{ pallet: "Producers", call: "set_parameter", args: { name: { type: name }, value } }];
  const text = { title: utf8.encode(name), link: new Uint8Array(), text_hash: undefined };
  if (kind === 13) return governance("propose", { track: { type: track }, calls, ...text, deposit: rao });
  if (kind < 17) {
    const choice = { type: number > 6 ? "Nay" : "Aye" };
    return governance("vote", { proposal: number, choice, amount: rao, conviction: other % 4 });
  }
  if (kind === 17) return governance("remove_vote", { proposal: number });
  if (kind === 18) {
    const to = person(other).cold.accountId;
    return governance("delegate", { track: { type: track }, to, amount: rao, conviction: number % 4 });
  }
  if (kind === 19) return governance("undelegate", { track: { type: track } });
  return governance("unlock", { target: person(other).cold.accountId });
}

const call: fc.Arbitrary<Call> = fc
  .record({
    actor: who,
    other: who,
    stranger: fc.integer({ min: 0, max: 9 }),
    amount,
    key: fc.nat({ max: KEYS }),
    kind: fc.nat({ max: 21 }),
  })
  .map(({ actor, other, stranger, amount: rao, key, kind }): Call => {
    const hotkey = target(actor, other, stranger === 0);
    const producers = (name: string, args: Call["args"]): Call => ({ actor, pallet: "Producers", call: name, args });
    const subtensor = (name: string, args: object): Call => ({
      actor,
      pallet: "SubtensorModule",
      call: name,
      args: () => ({ ...args }),
    });
    const keyOwner = stranger === 1 ? other : actor;
    if (kind < 2) return producers("join", (net) => ({ hotkey, bond: rao, ...withKey(net, hotkey, keyOwner, key) }));
    if (kind < 4) return producers("bond_more", () => ({ hotkey, amount: rao }));
    if (kind === 4) return producers("leave", () => ({ hotkey }));
    if (kind === 5) return producers("withdraw_bond", () => ({ hotkey }));
    if (kind === 6) return producers("rotate_key", (net) => ({ hotkey, ...withKey(net, hotkey, keyOwner, key) }));
    if (kind < 10) return subtensor("add_stake", { hotkey: hotkeyOf(other), netuid: 0, amount_staked: rao });
    if (kind < 12) return subtensor("remove_stake", { hotkey: hotkeyOf(other), netuid: 0, amount_unstaked: rao });
    if (kind === 12) return subtensor("root_register", { hotkey });
    if (kind < 21) return governs({ actor, other, rao, number: key, kind });
    const dest = { type: "Id", value: person(other).cold.accountId };
    return { actor, pallet: "Balances", call: "transfer_allow_death", args: () => ({ dest, value: rao }) };
  });

interface Step {
  readonly calls: readonly Call[];
  readonly author: number;
  /** Numbers among those elected. */
  readonly absent: readonly number[];
  readonly offence: readonly [elected: number, age: number] | undefined;
  readonly isSilent: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  calls: fc.array(call, { minLength: 3, maxLength: 8 }),
  author: fc.nat({ max: 40 }),
  absent: fc.array(fc.nat({ max: 9 }), { maxLength: 2 }),
  offence: fc.oneof(
    { weight: 60, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 60 })) },
  ),
  isSilent: fc.boolean(),
});

/** What consensus would say: about those who are elected, by their addresses. */
function factsOf(net: ProducersChain, { author, absent, offence, isSilent }: Step) {
  const elected = Elected.get(net.view).map((each) => crypto.sha256(each.consensus_key).slice(0, 20));
  const at = (index: number): Uint8Array => elected[index % elected.length] as Uint8Array;
  const address = at(author);
  const due = beaconDue(net.view, address);
  const secret = crypto.blake2b256(address);
  const value = due?.kind === "commit" ? commitmentOf(crypto, secret, address, due.session) : secret;
  const height = Math.max(0, net.chain.number - (offence?.[1] ?? 0));
  // Two of three must be there for a commit; the first few never miss.
  const missing = absent.filter((index) => elected.length > 3 && index % elected.length > 1).map(at);
  return {
    author: address,
    absent: missing,
    evidence: offence ? [{ address: at(offence[0]), height, kind: "DuplicateVote" as const }] : [],
    ...(due && !(isSilent && due.kind === "reveal") && { beacon: { kind: due.kind, value } }),
  };
}

const stakesOf = (net: ProducersChain) =>
  Array.from(AlphaV2.entries(net.view), ([[hotkey, coldkey], stake]) => [hotkey, coldkey, stake.mantissa]);
const balancesOf = (net: ProducersChain) =>
  new Map(Array.from(Account.entries(net.view), ([[account], { data }]) => [account, data.free]));

/** A block with an offence has no transactions: what differs then is the offence alone. */
function slash(net: ProducersChain, facts: ReturnType<typeof factsOf>): number {
  // A proposal may end in the same block: its deposit goes back, or burns.
  const heldHere = () => held(net.view) + DepositsHeld.get(net.view);
  const [stakes, balances, before, burned] = [stakesOf(net), balancesOf(net), heldHere(), Burned.get(net.view)];
  const made = net.chain.seal([], facts);
  expect(stakesOf(net)).toEqual(stakes);
  let paid = 0n;
  for (const [account, free] of balancesOf(net)) {
    expect(free).toBeGreaterThanOrEqual(balances.get(account) ?? 0n);
    paid += free - (balances.get(account) ?? 0n);
  }
  expect(before - heldHere()).toBe(paid + Burned.get(net.view) - burned);
  return made.events.filter(({ event }) => event.name === "Slashed").length;
}

interface Tally {
  calls: number;
  done: number;
  slashed: number;
  jailed: number;
  decided: number;
}

function transact(net: ProducersChain, calls: readonly Call[], facts: ReturnType<typeof factsOf>, tally: Tally): void {
  const actors = new Set<number>();
  const extrinsics = calls.flatMap((each) => {
    if (actors.has(each.actor)) return [];
    actors.add(each.actor);
    const args = each.args(net);
    const raw = net.chain.sign(person(each.actor).cold, { pallet: each.pallet, call: each.call, args });
    const runtime = net.chain.runtimes.genesis;
    const valid = runtime.validateTransaction(net.chain.state, raw, { number: net.chain.number, hash: net.chain.hash });
    return valid.ok ? [raw] : [];
  });
  const made = net.chain.seal(extrinsics, facts);
  tally.calls += extrinsics.length;
  tally.done += made.outcomes.filter(({ ok }) => ok).length - (made.outcomes.length - extrinsics.length);
  tally.decided += made.events.filter(({ event }) => event.name === "ParameterSet").length;
  tally.jailed += made.events.filter(({ event }) => event.name === "Jailed").length;
}

function play(net: ProducersChain, each: Step, tally: Tally): void {
  const facts = factsOf(net, each);
  if (each.offence) tally.slashed += slash(net, facts);
  else transact(net, each.calls, facts, tally);
  expect(Genesis.get(net.view) + Issued.get(net.view) - Burned.get(net.view)).toBe(holdings(net.view));
  expect(capHolds(net.view)).toBeUndefined();
}

function begin(): ProducersChain {
  const net = new ProducersChain(crypto, {
    producers: Array.from({ length: PRODUCERS }, (_, i) => [100n, 100n * BigInt(i + 1)] as const),
    parameters,
  });
  for (const newcomer of people.slice(PRODUCERS)) net.enrol(newcomer, 20_000n * TAO);
  return net;
}

describe("bonds, stake and money", () => {
  it("stay where they belong whatever people call and whatever consensus says", () => {
    const tally: Tally = { calls: 0, done: 0, slashed: 0, jailed: 0, decided: 0 };
    const firstSeed = Number(process.env.RANDOM_SEED ?? 462);
    for (let seed = firstSeed; tally.calls < CALLS; seed++) {
      const net = begin();
      const until = Math.min(CALLS, tally.calls + CALLS_PER_RUN);
      for (const [at, each] of fc.sample(step, { seed, numRuns: CALLS_PER_RUN / 2 }).entries()) {
        if (tally.calls >= until) break;
        try {
          play(net, each, tally);
        } catch (error) {
          throw new Error(`RANDOM_SEED=${seed}, step ${at}: ${(error as Error).message}`, { cause: error });
        }
      }
    }
    console.log(`random calls: ${JSON.stringify(tally)}`);
    expect(tally.done / tally.calls).toBeGreaterThan(0.2);
    expect(Math.min(tally.slashed, tally.jailed)).toBeGreaterThan(0);
  }, 3_600_000);
});
