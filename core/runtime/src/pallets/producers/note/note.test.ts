// What consensus tells a block: absences, evidence, the author; and what follows from it.

import { nativeCrypto } from "@plexus/core/crypto/native";
import { describe, expect, it } from "vitest";
import { TAO } from "../../../primitives.js";
import { ProducersChain, type ProducersChainOptions } from "../../../testing/producersChain.js";
import { Burned } from "../../ledger/storage.js";
import { stakeOf } from "../../subtensor/staking/stake.js";
import { Account } from "../../system/account.js";
import { electedOf } from "../producerSet.js";
import { currentSession } from "../session.js";
import { Bonds, Elected, Jailed, Keys, Producers, Unbonding, Works } from "../storage.js";

const crypto = await nativeCrypto();
const quick: ProducersChainOptions = {
  parameters: { SessionLength: 10, MissedLimit: 5, MissedWindow: 10, CooldownSessions: 2 },
};
const free = (net: ProducersChain, who: number) => Account.get(net.view, net.of(who).cold.accountId).data.free;
const named = (made: ReturnType<ProducersChain["seal"]>, name: string) =>
  made.events
    .filter(({ event }) => event.pallet === "Producers" && event.name === name)
    .map(({ event }) => event.value);

describe("a block of a chain of producers", () => {
  it("is none without its note, or with two", () => {
    const net = new ProducersChain(crypto);
    const { chain } = net;
    const runtime = chain.runtimes.genesis;
    const input = { number: 1, parentHash: chain.hash, digest: [] };
    const [time, note] = runtime.inherents({ timestampMs: 1_000n, consensus: net.facts() }) as [Uint8Array, Uint8Array];
    expect(() => runtime.applyBlock(chain.state, { ...input, extrinsics: [time] })).toThrow("Producers.note");
    expect(() => runtime.applyBlock(chain.state, { ...input, extrinsics: [time, note, note] })).toThrow("mandatory");
    expect(() => runtime.applyBlock(chain.state, { ...input, extrinsics: [time, note] })).not.toThrow();
  });

  it("takes no note from a signer, nor from sudo", () => {
    const net = new ProducersChain(crypto);
    const alice = crypto.keyring.fromUri("//Alice");
    const note = { pallet: "Producers", call: "note", args: { author: undefined, absent: [], evidence: [] } };
    expect(() => net.call(alice, "note", note.args)).toThrow("belongs to the producer");
    const { events } = net.call(alice, "sudo", { call: note }, "Sudo");
    const sudid = events.find(({ event }) => event.name === "Sudid")?.event.value;
    expect(JSON.stringify(sudid)).toContain("BadOrigin");
  });
});

describe.each([462, 463])("missed blocks under rules %i", (specVersion) => {
  const make = () => new ProducersChain(crypto, { ...quick, specVersion });

  it("put a producer out at the limit, at once, and it comes back by itself after the cool-down", () => {
    const net = make();
    const { hot, consensus } = net.of(1);
    for (let i = 0; i < 4; i++) expect(net.seal({ absent: [1] }).producerUpdates).toEqual([]);
    const made = net.seal({ absent: [1, 1] });
    expect(made.producerUpdates).toEqual([{ consensusKey: consensus.publicKey, votes: 0n }]);
    expect(named(made, "Jailed")).toEqual([{ hotkey: hot.accountId, missed: 5, until_session: 3 }]);
    expect(Bonds.get(net.view, hot.accountId)).toBe(100n * TAO);
    net.runTo(29);
    expect(electedOf(net.view, hot.accountId)).toBeUndefined();
    expect(net.seal().producerUpdates).toEqual([{ consensusKey: consensus.publicKey, votes: 400_000n }]);
    expect(currentSession(net.view).index).toBe(3);
    expect(Jailed.has(net.view, hot.accountId)).toBe(false);
  });

  it("are forgiven once they leave the window, and counted for the elected only", () => {
    const net = make();
    for (let i = 0; i < 60; i++) net.seal({ absent: i % 3 === 0 ? [1] : [] });
    expect(electedOf(net.view, net.of(1).hot.accountId)).toBeDefined();
    const { cold, hot } = net.of(3);
    net.call(cold, "leave", { hotkey: hot.accountId });
    net.runTo(70);
    net.runTo(90, { absent: [3] });
    expect(Jailed.has(net.view, hot.accountId)).toBe(false);
  });

  it("are not washed off by a new key", () => {
    const net = make();
    const { cold, hot } = net.of(1);
    for (let i = 0; i < 4; i++) net.seal({ absent: [1] });
    const next = { ...net.of(1), consensus: crypto.keyring.fromUri("//Producer2//next", "ed25519") };
    net.call(cold, "rotate_key", {
      hotkey: hot.accountId,
      consensus_key: next.consensus.publicKey,
      proof: net.proof(next),
    });
    const address = crypto.sha256(next.consensus.publicKey).slice(0, 20);
    const made = net.chain.seal([], { absent: [address], evidence: [] });
    expect(named(made, "Jailed")).toHaveLength(1);
  });

  it("never put the last producer out", () => {
    const net = make();
    net.runTo(6, { absent: [0, 1, 2, 3] });
    expect(Elected.get(net.view).map(({ hotkey }) => hotkey)).toEqual([net.of(3).hot.accountId]);
    net.runTo(45, { absent: [3] });
    expect(Elected.get(net.view).length).toBeGreaterThan(0);
  });
});

describe("a double signer", () => {
  it("loses its bond once, is out at once, and its delegators lose nothing", () => {
    const net = new ProducersChain(crypto);
    const [bob, offender] = [crypto.keyring.fromUri("//Bob"), net.of(2)];
    const hotkey = offender.hot.accountId;
    net.call(bob, "add_stake", { hotkey, netuid: 0, amount_staked: 70n * TAO }, "SubtensorModule");
    const [burned, reporter] = [Burned.get(net.view), free(net, 0)];
    const made = net.seal({
      author: 0,
      evidence: [
        [2, 1],
        [2, 1],
        [2, 1, "LightClientAttack"],
      ],
    });
    expect(named(made, "Slashed")).toHaveLength(1);
    expect(made.producerUpdates).toEqual([{ consensusKey: offender.consensus.publicKey, votes: 0n }]);
    expect(Burned.get(net.view) - burned).toBe(90n * TAO);
    expect(free(net, 0) - reporter).toBe(10n * TAO);
    expect(stakeOf(net.view, hotkey, bob.accountId)).toBe(70n * TAO);
    expect(stakeOf(net.view, hotkey, offender.cold.accountId)).toBe(200n * TAO);
    expect(Producers.has(net.view, hotkey)).toBe(false);
    expect(
      named(
        net.seal({
          author: 0,
          evidence: [
            [2, 1],
            [2, 2],
          ],
        }),
        "Slashed",
      ),
    ).toEqual([]);
    net.runTo(200);
    expect(Elected.get(net.view)).toHaveLength(3);
  });

  it("comes back with a new key only, and a new bond does not answer for the old deed", () => {
    const net = new ProducersChain(crypto);
    net.seal({ author: 0, evidence: [[2, 1]] });
    expect(net.join(net.of(2), 50n * TAO).refusals).toEqual(["Producers.KeyTaken"]);
    const next = { ...net.of(2), consensus: crypto.keyring.fromUri("//Producer3//next", "ed25519") };
    expect(net.join(next, 50n * TAO).refusals).toEqual([]);
    net.seal({ author: 0, evidence: [[2, 2]] });
    expect(Bonds.get(net.view, next.hot.accountId)).toBe(50n * TAO);
  });

  it("pays with what is on its way out too, even after it left; not for what is too old", () => {
    const net = new ProducersChain(crypto);
    const { cold, hot } = net.of(2);
    net.call(cold, "leave", { hotkey: hot.accountId });
    net.join(net.of(2), 30n * TAO);
    net.call(cold, "leave", { hotkey: hot.accountId });
    net.runTo(110);
    expect(named(net.seal({ author: 0, evidence: [[2, 5]] }), "Slashed")).toEqual([]);
    const made = net.seal({ author: 0, evidence: [[2, 12]] });
    expect(named(made, "Slashed")).toMatchObject([{ amount: 130n * TAO }]);
    expect(Unbonding.has(net.view, hot.accountId)).toBe(false);
  });

  it("earns nothing by reporting itself, nor by an unknown author", () => {
    for (const told of [{ author: 2 }, {}]) {
      const net = new ProducersChain(crypto);
      const before = Burned.get(net.view);
      net.seal({ ...told, evidence: [[2, 1]] });
      expect(Burned.get(net.view) - before).toBe(100n * TAO);
    }
  });

  it("stays where it is the last, without a bond", () => {
    const net = new ProducersChain(crypto);
    const made = net.seal({
      evidence: [
        [0, 1],
        [1, 1],
        [2, 1],
        [3, 1],
      ],
    });
    expect(named(made, "LastStays")).toHaveLength(1);
    expect(Elected.get(net.view)).toHaveLength(1);
    net.runTo(45);
    expect(Elected.get(net.view)).toHaveLength(1);
    expect(Array.from(Keys.entries(net.view)).every(([, { state }]) => state.type === "Slashed")).toBe(true);
  });
});

describe("fees", () => {
  const bob = crypto.keyring.fromUri("//Bob");
  const remark = (net: ProducersChain, author?: number) =>
    net.call(bob, "remark", { remark: new Uint8Array(1_000) }, "System", author === undefined ? {} : { author });

  it("go to the author's coldkey, and are burned without one", () => {
    const net = new ProducersChain(crypto);
    const before = free(net, 1);
    const [paid] = named(remark(net, 1), "FeesPaid") as { amount: bigint; burned: bigint }[];
    expect(paid?.amount).toBeGreaterThan(1_000n);
    expect(paid?.burned).toBe(0n);
    expect(free(net, 1) - before).toBe(paid?.amount);
    expect(Works.get(net.view, net.of(1).hot.accountId)).toEqual({ blocks: 1, fees: paid?.amount });
    const burned = Burned.get(net.view);
    remark(net);
    expect(Burned.get(net.view) - burned).toBe(paid?.amount);
  });

  it("are burned in the share that the chain says", () => {
    const net = new ProducersChain(crypto, { parameters: { BurnedFeeShare: 250_000_000 } });
    const [paid] = named(remark(net, 1), "FeesPaid") as { amount: bigint; burned: bigint }[];
    const all = (paid?.amount ?? 0n) + (paid?.burned ?? 0n);
    expect(paid?.burned).toBe(all / 4n);
  });
});

describe("set_parameter", () => {
  const alice = crypto.keyring.fromUri("//Alice");
  const set = (net: ProducersChain, type: string, value: bigint) => {
    const call = { pallet: "Producers", call: "set_parameter", args: { name: { type }, value } };
    const { events } = net.call(alice, "sudo", { call }, "Sudo");
    const sudid = events.find(({ event }) => event.name === "Sudid")?.event.value as
      | { sudo_result: { type: string } }
      | undefined;
    return sudid?.sudo_result.type;
  };

  it("is Root's, within bounds; a session under way keeps its length", () => {
    const net = new ProducersChain(crypto);
    const args = { name: { type: "SessionLength" }, value: 50n };
    expect(net.call(alice, "set_parameter", args).refusals).toEqual(["BadOrigin"]);
    expect(set(net, "SessionLength", 3n)).toBe("Err");
    expect(set(net, "MissedWindow", 20n)).toBe("Err");
    expect(set(net, "SessionLength", 50n)).toBe("Ok");
    expect(currentSession(net.view).ends_at).toBe(20);
    net.runTo(20);
    expect(currentSession(net.view)).toEqual({ index: 1, started_at: 21, ends_at: 50 });
  });
});
