// Governance on a whole chain without sudo: signed transactions in, blocks out, answers of the runtime API (Done 8).

import { nativeCrypto } from "@plexus/core/crypto/native";
import type { ApiMethod } from "@plexus/core/frame";
import { decode, encode, fields, utf8 } from "@plexus/core/scale";
import { describe, expect, it } from "vitest";
import { developmentSpec } from "../../developmentSpec.js";
import { TAO } from "../../primitives.js";
import { MemoryChain } from "../../testing/memoryChain.js";
import { Tempo } from "../subtensor/subnets/parameters.js";
import { NetworksAdded } from "../subtensor/subnets/storage.js";
import type { ConstitutionSpec } from "./constitutionSpec.js";

const crypto = await nativeCrypto();
const [alice, bob, charlie] = ["//Alice", "//Bob", "//Charlie"].map((uri) => crypto.keyring.fromUri(uri)) as [
  ReturnType<typeof crypto.keyring.fromUri>,
  ReturnType<typeof crypto.keyring.fromUri>,
  ReturnType<typeof crypto.keyring.fromUri>,
];
const hot = crypto.keyring.fromUri("//hot");
const PARAMETERS = { type: "Parameters" };

function localChain(constitution?: ConstitutionSpec): MemoryChain {
  const base = developmentSpec({ tempo: 20 });
  const { sudo: _, ...genesis } = base.genesis;
  const chain = new MemoryChain(crypto, {
    ...base,
    chainType: "Local",
    genesis: { ...genesis, ...(constitution && { constitution }) },
  });
  chain.submit(alice, "SubtensorModule", "root_register", { hotkey: hot.accountId });
  for (const [key, tao] of [
    [alice, 600n],
    [bob, 300n],
    [charlie, 100n],
  ] as const) {
    const args = { hotkey: hot.accountId, netuid: 0, amount_staked: tao * TAO };
    expect(chain.submit(key, "SubtensorModule", "add_stake", args).refusals).toEqual([]);
  }
  return chain;
}

function ask<R>(chain: MemoryChain, method: string, args: Record<string, unknown> = {}): R {
  const api = chain.runtime.apis.find(({ name }) => name === "GovernanceApi");
  const found = api?.methods[method] as ApiMethod;
  const head = { number: chain.number, hash: chain.hash };
  const answer = chain.runtime.call(chain.state, head, `GovernanceApi_${method}`, encode(fields(found.inputs), args));
  return decode(found.output, answer) as R;
}

const propose = (chain: MemoryChain, track: string, ...calls: Record<string, unknown>[]) =>
  chain.submit(alice, "Governance", "propose", {
    track: { type: track },
    calls,
    title: utf8.encode("A proposal"),
    link: utf8.encode("https://example.org"),
    text_hash: undefined,
    deposit: 10n * TAO,
  });
const vote = (key: typeof alice, chain: MemoryChain, tao: bigint, choice = "Aye", conviction = 0) =>
  chain.submit(key, "Governance", "vote", { proposal: 0, choice: { type: choice }, amount: tao * TAO, conviction });
const names = ({ events }: ReturnType<MemoryChain["seal"]>) =>
  events.filter(({ event }) => event.pallet === "Governance").map(({ event }) => event.name);

describe("a chain without sudo", () => {
  it("has no sudo, and takes a parameter change by vote at the block announced", () => {
    const chain = localChain();
    expect(chain.runtime.law.assembly.pallets.map(({ name }) => name)).not.toContain("Sudo");
    const tempo = { pallet: "AdminUtils", call: "sudo_set_tempo", args: { netuid: 1, tempo: 33 } };
    const outside = { ...tempo, args: { netuid: 1, tempo: 60_000 } };
    expect(propose(chain, "Parameters", outside).refusals).toEqual(["Governance.ValueAboveBounds"]);
    expect(propose(chain, "Parameters", tempo).refusals).toEqual([]);
    const delegate = { track: PARAMETERS, to: bob.accountId, amount: 100n * TAO, conviction: 0 };
    expect(chain.submit(charlie, "Governance", "delegate", delegate).refusals).toEqual([]);
    expect(vote(bob, chain, 300n).refusals).toEqual([]);
    expect(vote(alice, chain, 600n, "Aye", 1).refusals).toEqual([]);
    const detail = ask<{ info: Record<string, unknown>; changes: Record<string, unknown>[]; calls: unknown[] }>(
      chain,
      "get_proposal",
      { id: 0 },
    );
    expect(detail.info).toMatchObject({ approval: 1_000, quorum: 100, passing: true });
    expect(detail.changes).toMatchObject([{ netuid: 1, current: 20n, proposed: 33n, rule: { maximum: 7_200n } }]);
    expect(ask<Record<string, unknown>>(chain, "get_account", { who: bob.accountId })).toMatchObject({
      locked: 300n * TAO,
      votes: [{ proposal: 0, delegated: { stake: 100n * TAO }, open: true }],
      delegated_to: [{ power: { weight: 100n * TAO } }],
    });
    let enactAt: number | undefined;
    while (enactAt === undefined) {
      const passed = chain.seal().events.find(({ event }) => event.name === "Passed");
      enactAt = (passed?.event.value as { enact_at: number } | undefined)?.enact_at;
    }
    chain.runTo(enactAt - 1);
    expect(Tempo.get(chain.view, 1)).toBe(20);
    expect(names(chain.seal())).toEqual(["Executed"]);
    expect([chain.number, Tempo.get(chain.view, 1)]).toEqual([enactAt, 33]);
    const done = ask<{ changes: Record<string, unknown>[] }>(chain, "get_proposal", { id: 0 });
    expect(done.changes).toMatchObject([{ current: 20n, proposed: 33n }]);
    const unstake = { hotkey: hot.accountId, netuid: 0, amount_unstaked: 600n * TAO };
    expect(chain.submit(alice, "SubtensorModule", "remove_stake", unstake).refusals).toEqual([
      "Governance.StakeLocked",
    ]);
    chain.runTo(enactAt + 20);
    expect(chain.submit(alice, "SubtensorModule", "remove_stake", unstake).refusals).toEqual([]);
  });

  it("refuses what the law forbids Root, with every vote behind it", () => {
    const chain = localChain({ calls: { "SubtensorModule.root_dissolve_network": "Subnets" } });
    const dissolve = { pallet: "SubtensorModule", call: "root_dissolve_network", args: { netuid: 1 } };
    expect(propose(chain, "Subnets", dissolve).refusals).toEqual([]);
    for (const [key, tao] of [
      [alice, 600n],
      [bob, 300n],
      [charlie, 100n],
    ] as const)
      vote(key, chain, tao);
    const shown = ask<{ calls: { refused: Uint8Array }[] }>(chain, "get_proposal", { id: 0 });
    expect(new TextDecoder().decode(shown.calls[0]?.refused)).toBe("ForbiddenCall");
    const told: string[] = [];
    for (let i = 0; i < 20; i++) told.push(...names(chain.seal()));
    expect(told).toEqual(["Passed", "ExecutionFailed"]);
    expect(NetworksAdded.get(chain.view, 1)).toBe(true);
  });

  it("answers for what is open, for what was, and for its constitution", () => {
    const chain = localChain();
    const tempo = { pallet: "AdminUtils", call: "sudo_set_tempo", args: { netuid: 1, tempo: 33 } };
    for (let i = 0; i < 6; i++) propose(chain, "Parameters", tempo);
    const ids = (list: { id: number }[]) => list.map(({ id }) => id);
    expect(ids(ask(chain, "get_open"))).toEqual([0, 1, 2, 3, 4, 5]);
    expect(ids(ask(chain, "get_proposals", { before: 4, limit: 3 }))).toEqual([3, 2, 1]);
    expect(ask(chain, "get_proposal", { id: 99 })).toBeUndefined();
    const constitution = ask<{ parameters: { name: Uint8Array; current?: bigint }[]; tracks: unknown[] }>(
      chain,
      "get_constitution",
    );
    expect(constitution.tracks).toHaveLength(5);
    const bond = constitution.parameters.find(({ name }) => new TextDecoder().decode(name) === "Producers.MinimumBond");
    expect(bond?.current).toBeGreaterThan(0n);
  });
});
