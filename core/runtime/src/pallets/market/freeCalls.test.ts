// What hotkeys sign is free: a hotkey without a rao serves, commits, offers and weighs, and pays nothing (stable.md, Fees).
// The pool turns away what would be refused, so that it never takes room in a block.

import { nativeCrypto } from "@plexus/core/crypto/native";
import { utf8 } from "@plexus/core/scale";
import { expect, it } from "vitest";
import { developmentSpec } from "../../developmentSpec.js";
import { MemoryChain } from "../../testing/memoryChain.js";
import { rawData } from "../commitments/data.js";
import { Account } from "../system/account.js";

const crypto = await nativeCrypto();

it("a hotkey needs no money", () => {
  const chain = new MemoryChain(crypto, developmentSpec());
  const [alice, hotkey] = [crypto.keyring.fromUri("//Alice"), crypto.keyring.fromUri("//miner")];
  chain.submit(alice, "SubtensorModule", "burned_register", { netuid: 1, hotkey: hotkey.accountId });
  chain.runTo(15);
  const axon = { version: 1, ip: 0x7f00_0001n, port: 8091, ip_type: 4, protocol: 4, placeholder1: 0, placeholder2: 0 };
  const offer = {
    model: utf8.encode("m"),
    unit: { type: "Tokens" },
    price_in: 1n,
    price_out: 1n,
    slots: 1,
    valid_for: 50,
  };
  const calls = [
    ["SubtensorModule", "serve_axon", { netuid: 1, ...axon }, "AxonServed"],
    ["Commitments", "set_commitment", { netuid: 1, info: { fields: [rawData(utf8.encode("m"))] } }, "Commitment"],
    ["Market", "set_offer", { netuid: 1, ...offer }, "OfferSet"],
    [
      "SubtensorModule",
      "set_mechanism_weights",
      { netuid: 1, mecid: 0, dests: [0], weights: [1], version_key: 0n },
      "WeightsSet",
    ],
  ] as const;
  for (const [pallet, call, args, event] of calls) {
    const { refusals, events } = chain.submit(hotkey, pallet, call, args);
    expect([call, refusals, events.some((each) => each.event.name === event)]).toEqual([call, [], true]);
  }
  expect(Account.get(chain.view, hotkey.accountId)).toMatchObject({ nonce: 4, providers: 0, data: { free: 0n } });
  for (const [pallet, call, args] of calls.filter(([, call]) => call !== "set_commitment")) {
    const raw = chain.sign(hotkey, { pallet, call, args });
    const validity = chain.runtime.validateTransaction(chain.state, raw, { number: chain.number, hash: chain.hash });
    expect([call, validity.ok]).toEqual([call, false]);
  }
});
