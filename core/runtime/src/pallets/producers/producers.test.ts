// Producers on a chain: joining, elections, what the engine is told, the end of a candidacy. Every invariant of every
// pallet is checked after every block.

import { nativeCrypto } from "@plexus/core/crypto/native";
import { decode, encode, fields, toHex } from "@plexus/core/scale";
import { describe, expect, it } from "vitest";
import { TAO } from "../../primitives.js";
import { ProducersChain, testProducer } from "../../testing/producersChain.js";
import { stakeOf } from "../subtensor/staking/stake.js";
import { Account } from "../system/account.js";
import { genesisProducers, SessionInfo } from "./index.js";
import { electedOf } from "./producerSet.js";
import { Bonds, Elected, Keys, Powers, Producers, Unbonding } from "./storage.js";

const crypto = await nativeCrypto();
const eve = testProducer(crypto, "Newcomer");
const hex = (updates: readonly { consensusKey: Uint8Array; votes: bigint }[]) =>
  updates.map(({ consensusKey, votes }) => [toHex(consensusKey), votes]);

describe("genesis", () => {
  it("elects by stake and bond, and the engine's genesis says the same", () => {
    const { chain, spec, view, producers } = new ProducersChain(crypto);
    expect(Elected.get(view).map(({ hotkey, votes, power }) => [hotkey, votes / TAO, power])).toEqual(
      producers.map(({ hot }, i) => [hot.accountId, 500n - 100n * BigInt(i), (500n - 100n * BigInt(i)) * 1_000n]),
    );
    const powers = Powers.get(view).map(({ consensus_key, power }) => [toHex(consensus_key), power]);
    expect(hex(genesisProducers(spec))).toEqual(powers);
    expect(chain.seal([], { absent: [], evidence: [] }).producerUpdates).toEqual([]);
  });

  it("refuses what no chain can begin with", () => {
    expect(() => new ProducersChain(crypto, { producers: [[1n, 0n]] })).toThrow("minimum bond");
    expect(() => new ProducersChain(crypto, { parameters: { Nonsense: 1 } })).toThrow("no parameter");
    expect(() => new ProducersChain(crypto, { parameters: { SessionLength: 1 } })).toThrow("outside");
  });
});

describe("joining", () => {
  it("takes a hotkey of one's own, on root, with a key that one holds and a bond that suffices", () => {
    const net = new ProducersChain(crypto);
    const { cold, hot, consensus } = eve;
    const bond = 50n * TAO;
    const args = { hotkey: hot.accountId, consensus_key: consensus.publicKey, proof: net.proof(eve), bond };
    const refusal = (changed: object, key = cold) => net.call(key, "join", { ...args, ...changed }).refusals[0];
    const dest = { type: "Id", value: cold.accountId };
    net.call(crypto.keyring.fromUri("//Alice"), "transfer_keep_alive", { dest, value: 1_000n * TAO }, "Balances");
    expect(refusal({})).toBe("Producers.NotYourHotkey");
    net.call(cold, "burned_register", { netuid: 1, hotkey: hot.accountId }, "SubtensorModule");
    expect(refusal({})).toBe("Producers.NotOnRoot");
    net.call(cold, "root_register", { hotkey: hot.accountId }, "SubtensorModule");
    expect(refusal({}, net.of(0).cold)).toBe("Producers.NotYourHotkey");
    expect(refusal({ bond: 9n * TAO })).toBe("Producers.BondTooLow");
    expect(refusal({ proof: new Uint8Array(64) })).toBe("Producers.BadProof");
    expect(refusal({ consensus_key: net.of(0).consensus.publicKey })).toBe("Producers.KeyTaken");
    const foreign = net.of(1).consensus.sign(new Uint8Array(1));
    expect(refusal({ proof: foreign })).toBe("Producers.BadProof");
    expect(refusal({ bond: 10_000n * TAO })).toBe("FundsUnavailable");
    const before = Account.get(net.view, cold.accountId).data.free;
    expect(net.call(cold, "join", args).refusals).toEqual([]);
    expect(Bonds.get(net.view, hot.accountId)).toBe(bond);
    expect(before - Account.get(net.view, cold.accountId).data.free).toBeGreaterThanOrEqual(bond);
    expect(refusal({})).toBe("Producers.AlreadyProducer");
  });

  it("elects the newcomer at the session's end, not before, and tells the engine only what changed", () => {
    const net = new ProducersChain(crypto);
    net.enrol(eve, 1_000n * TAO);
    net.join(eve, 50n * TAO);
    net.runTo(19);
    expect(electedOf(net.view, eve.hot.accountId)).toBeUndefined();
    const { producerUpdates } = net.seal();
    // Five share by fifths now: all are cut to the least.
    expect(Elected.get(net.view).map(({ power }) => power)).toEqual(Array(5).fill(50_000n));
    expect(producerUpdates).toHaveLength(5);
    expect(net.seal().producerUpdates).toEqual([]);
  });

  it("follows stake moved by add_stake at the next session", () => {
    const net = new ProducersChain(crypto);
    const { cold, hot, consensus } = net.of(3);
    net.call(cold, "add_stake", { hotkey: hot.accountId, netuid: 0, amount_staked: 350n * TAO }, "SubtensorModule");
    net.runTo(19);
    expect(net.seal().producerUpdates).toEqual([{ consensusKey: consensus.publicKey, votes: 550_000n }]);
    expect(Elected.get(net.view)[0]?.hotkey).toBe(hot.accountId);
  });

  it("puts one producer in another's place where stake moves and places are few", () => {
    const stakes = [400n, 300n, 200n, 100n, 50n] as const;
    const producers = stakes.map((stake) => [100n, stake] as const);
    const net = new ProducersChain(crypto, { producers, parameters: { MaxProducers: 4 } });
    const elected = () =>
      Elected.get(net.view).map(({ hotkey }) => net.producers.findIndex(({ hot }) => hot.accountId === hotkey));
    expect(elected()).toEqual([0, 1, 2, 3]);
    const [fourth, fifth] = [net.of(3), net.of(4)];
    const move = { hotkey: fifth.hot.accountId, netuid: 0, amount_staked: 60n * TAO };
    net.call(fifth.cold, "add_stake", move, "SubtensorModule");
    net.runTo(19);
    expect(new Map(hex(net.seal().producerUpdates) as [string, bigint][])).toEqual(
      new Map([
        [toHex(fourth.consensus.publicKey), 0n],
        [toHex(fifth.consensus.publicKey), 210_000n],
      ]),
    );
    expect(elected()).toEqual([0, 1, 2, 4]);
  });

  it("counts stake up to ten bonds only", () => {
    const net = new ProducersChain(crypto, {
      producers: [
        [10n, 5_000n],
        [400n, 0n],
        [400n, 0n],
        [400n, 0n],
      ],
    });
    expect(electedOf(net.view, net.of(0).hot.accountId)?.votes).toBe(100n * TAO);
  });
});

describe("leaving", () => {
  it("goes on to the session's end, keeps the bond for twice the evidence age, gives it back", () => {
    const net = new ProducersChain(crypto, { parameters: { EvidenceAge: 50 } });
    const { cold, hot, consensus } = net.of(2);
    const hotkey = hot.accountId;
    expect(net.call(cold, "withdraw_bond", { hotkey }).refusals).toEqual(["Producers.StillElected"]);
    expect(net.call(cold, "leave", { hotkey }).refusals).toEqual([]);
    expect(net.call(cold, "leave", { hotkey }).refusals).toEqual(["Producers.NotAProducer"]);
    expect(Unbonding.get(net.view, hotkey)).toEqual([{ amount: 100n * TAO, until: 120 }]);
    expect(electedOf(net.view, hotkey)).toBeDefined();
    net.runTo(19);
    expect(net.seal().producerUpdates).toEqual([{ consensusKey: consensus.publicKey, votes: 0n }]);
    net.runTo(118);
    expect(net.call(cold, "withdraw_bond", { hotkey }).refusals).toEqual(["Producers.NothingToWithdraw"]);
    net.runTo(120);
    const before = Account.get(net.view, cold.accountId).data.free;
    expect(net.call(cold, "withdraw_bond", { hotkey }).refusals).toEqual([]);
    expect(Account.get(net.view, cold.accountId).data.free - before).toBeGreaterThan(99n * TAO);
    net.runTo(141);
    expect(Array.from(Keys.entries(net.view)).some(([, key]) => key.hotkey === hotkey)).toBe(false);
  });

  it("follows the loss of the seat on root", () => {
    const net = new ProducersChain(crypto);
    const alice = crypto.keyring.fromUri("//Alice");
    net.call(
      alice,
      "sudo",
      {
        call: {
          pallet: "AdminUtils",
          call: "sudo_set_max_allowed_validators",
          args: { netuid: 0, max_allowed_validators: 4 },
        },
      },
      "Sudo",
    );
    net.call(alice, "burned_register", { netuid: 1, hotkey: eve.hot.accountId }, "SubtensorModule");
    net.call(
      alice,
      "add_stake",
      { hotkey: eve.hot.accountId, netuid: 0, amount_staked: 999n * TAO },
      "SubtensorModule",
    );
    expect(net.call(alice, "root_register", { hotkey: eve.hot.accountId }, "SubtensorModule").refusals).toEqual([]);
    const { hot, cold } = net.of(3);
    expect(Producers.has(net.view, hot.accountId)).toBe(false);
    expect(Unbonding.get(net.view, hot.accountId)[0]?.amount).toBe(100n * TAO);
    expect(stakeOf(net.view, hot.accountId, cold.accountId)).toBe(100n * TAO);
    net.runTo(20);
    expect(Elected.get(net.view)).toHaveLength(3);
  });

  it("never leaves the chain without producers", () => {
    const net = new ProducersChain(crypto);
    for (const { cold, hot } of net.producers) net.call(cold, "leave", { hotkey: hot.accountId });
    net.runTo(19);
    const { events, producerUpdates } = net.seal();
    expect(events.some(({ event }) => event.name === "SetKept")).toBe(true);
    expect(producerUpdates).toEqual([]);
    expect(Elected.get(net.view)).toHaveLength(4);
    net.runTo(300);
    const { cold, hot } = net.of(0);
    expect(net.call(cold, "withdraw_bond", { hotkey: hot.accountId }).refusals).toEqual(["Producers.StillElected"]);
  });
});

describe("a new key", () => {
  it("takes the old one's place at once, once a session, and the old one cannot be taken", () => {
    const net = new ProducersChain(crypto);
    const { cold, hot, consensus } = net.of(1);
    const next = { hot, consensus: crypto.keyring.fromUri("//Producer2//next", "ed25519") };
    const args = { hotkey: hot.accountId, consensus_key: next.consensus.publicKey, proof: net.proof(next) };
    const { producerUpdates, refusals } = net.call(cold, "rotate_key", args);
    expect(refusals).toEqual([]);
    expect(new Map(hex(producerUpdates) as [string, bigint][])).toEqual(
      new Map([
        [toHex(consensus.publicKey), 0n],
        [toHex(next.consensus.publicKey), 400_000n],
      ]),
    );
    const back = { ...args, consensus_key: consensus.publicKey, proof: net.proof(net.of(1)) };
    expect(net.call(cold, "rotate_key", back).refusals).toEqual(["Producers.RotatedTooSoon"]);
    net.runTo(20);
    const stolen = { hot: net.of(0).hot, consensus };
    const theft = { hotkey: stolen.hot.accountId, consensus_key: consensus.publicKey, proof: net.proof(stolen) };
    expect(net.call(net.of(0).cold, "rotate_key", theft).refusals).toEqual(["Producers.KeyTaken"]);
    expect(net.call(cold, "rotate_key", back).refusals).toEqual([]);
  });
});

describe("ProducersApi", () => {
  it("tells who makes blocks and by which numbers", () => {
    const net = new ProducersChain(crypto);
    const runtime = net.chain.runtimes.genesis;
    const head = { number: net.chain.number, hash: net.chain.hash };
    const bytes = runtime.call(net.chain.state, head, "ProducersApi_get_session", encode(fields({}), {}));
    const session = decode(SessionInfo, bytes);
    expect([session.length, session.index, session.started_at, session.ends_at]).toEqual([20, 0, 1, 20]);
    expect(session.parameters).toHaveLength(12);
  });
});
