// Subnets and neurons come and go on a whole chain: after every block money is conserved, neurons are dense, offers have
// sellers (the invariants of all pallets, which MemoryChain checks).

import { nativeCrypto } from "@plexus/core/crypto/native";
import { utf8 } from "@plexus/core/scale";
import fc from "fast-check";
import { expect, it } from "vitest";
import { developmentSpec } from "../../../developmentSpec.js";
import { TAO } from "../../../primitives.js";
import { MemoryChain } from "../../../testing/memoryChain.js";
import { allNetuids } from "./networks.js";

const crypto = await nativeCrypto();
const cold = ["//Alice", "//Bob", "//Charlie"].map((uri) => crypto.keyring.fromUri(uri));
const hot = Array.from({ length: 5 }, (_, i) => crypto.keyring.fromUri(`//hot${i}`));

/** Two subnets beside root, four neurons each, nobody immune for long: every creation and registration prunes soon. */
function crowdedChain(): MemoryChain {
  const spec = developmentSpec({ tempo: 4 });
  const [root, first] = spec.genesis.subnets as [(typeof spec.genesis.subnets)[0], (typeof spec.genesis.subnets)[0]];
  const crowded = {
    ...first,
    parameters: { ...first.parameters, maxAllowedUids: 4, immunityPeriod: 2, minNonImmuneUids: 0 },
  };
  const parameters = { ...spec.genesis.parameters, subnetLimit: 2, networkImmunityPeriod: 3 };
  return new MemoryChain(crypto, { ...spec, genesis: { ...spec.genesis, subnets: [root, crowded], parameters } });
}

const who = fc.nat({ max: 2 });
const which = fc.nat({ max: 4 });
const netuid = fc.integer({ min: 1, max: 3 });
const call = (name: string, args: object, pallet = "SubtensorModule") => ({ pallet, call: name, args: { ...args } });
const hotkey = (index: number) => hot[index]?.accountId;

const step = fc.oneof(
  {
    weight: 2,
    arbitrary: fc
      .tuple(who, which)
      .map(([a, h]) => [cold[a], call("register_network", { hotkey: hotkey(h) })] as const),
  },
  fc.tuple(who, netuid).map(([a, n]) => [cold[a], call("start_call", { netuid: n })] as const),
  {
    weight: 4,
    arbitrary: fc
      .tuple(who, which, netuid)
      .map(([a, h, n]) => [cold[a], call("burned_register", { netuid: n, hotkey: hotkey(h) })] as const),
  },
  fc.tuple(who, which).map(([a, h]) => [cold[a], call("root_register", { hotkey: hotkey(h) })] as const),
  fc
    .tuple(who, which)
    .map(([a, h]) => [cold[a], call("add_stake", { hotkey: hotkey(h), netuid: 0, amount_staked: 7n * TAO })] as const),
  fc
    .tuple(which, netuid)
    .map(([h, n]) => [hot[h], call("set_weights", { netuid: n, dests: [0], weights: [1], version_key: 0n })] as const),
  fc.tuple(which, netuid).map(([h, n]) => {
    const terms = {
      netuid: n,
      model: utf8.encode("m"),
      unit: { type: "Tokens" },
      price_in: 1n,
      price_out: 1n,
      slots: 1,
      valid_for: 9,
    };
    return [hot[h], call("set_offer", terms, "Market")] as const;
  }),
);

it("subnets and neurons come and go without a trace of error", () => {
  let created = 0;
  let pruned = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 30, maxLength: 45 }), (steps) => {
      const chain = crowdedChain();
      for (const [key, made] of steps) {
        if (!key) throw new Error("no such key");
        const raw = chain.sign(key, made);
        const head = { number: chain.number, hash: chain.hash };
        const { events } = chain.seal(chain.runtime.validateTransaction(chain.state, raw, head).ok ? [raw] : []);
        created += events.filter(({ event }) => event.name === "NetworkAdded").length;
        pruned += events.filter(({ event }) => event.name === "NetworkRemoved").length;
        expect(allNetuids(chain.view).length).toBeLessThanOrEqual(3);
      }
      chain.runTo(chain.number + 6);
    }),
    { numRuns: 3, endOnFailure: true },
  );
  // Whatever was drawn, the test has seen what it is about.
  expect(Math.min(created, pruned)).toBeGreaterThan(0);
}, 60_000);
