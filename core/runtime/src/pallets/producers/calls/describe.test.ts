// The first voted upgrade (462 → 463) on a chain of producers: absences go on counting in their new form, and producers say
// who they are.

import { nativeCrypto } from "@plexus/core/crypto/native";
import { decode, encode, fields, utf8, vec } from "@plexus/core/scale";
import { describe, expect, it } from "vitest";
import { ProducersChain } from "../../../testing/producersChain.js";
import { ProducerInfo } from "../api.js";
import { electedOf } from "../producerSet.js";

const crypto = await nativeCrypto();
const alice = crypto.keyring.fromUri("//Alice");

function infos(net: ProducersChain) {
  const head = { number: net.chain.number, hash: net.chain.hash };
  const bytes = net.chain.runtime.call(net.chain.state, head, "ProducersApi_get_producers", encode(fields({}), {}));
  return decode(vec(ProducerInfo), bytes);
}

/** Root decides; the block at which 463 takes over. */
function upgrade(net: ProducersChain, notice: number): number {
  const at_block = net.chain.number + 1 + notice;
  const call = {
    pallet: "Upgrades",
    call: "schedule",
    args: { spec_version: 463, at_block, release_hash: new Uint8Array(32) },
  };
  const { events } = net.call(alice, "sudo", { call }, "Sudo");
  expect(events.some(({ event }) => event.pallet === "Upgrades" && event.name === "Scheduled")).toBe(true);
  return at_block;
}

describe("from 462 to 463", () => {
  it("goes on counting what was missed before", () => {
    const net = new ProducersChain(crypto, { parameters: { MissedLimit: 9, MissedWindow: 100 } });
    const at = upgrade(net, 20);
    net.runTo(at - 4);
    net.runTo(at - 1, { absent: [1] });
    expect(net.chain.runtime.version.specVersion).toBe(463);
    net.seal({ absent: [1] });
    const missed = infos(net).find(({ hotkey }) => hotkey === net.of(1).hot.accountId)?.missed;
    expect(missed).toBe(4);
    net.runTo(at + 4, { absent: [1] });
    expect(electedOf(net.view, net.of(1).hot.accountId)).toBeDefined();
    net.seal({ absent: [1] });
    expect(electedOf(net.view, net.of(1).hot.accountId)).toBeUndefined();
  });
});

describe("a name", () => {
  it("is for a producer's owner, in text that harms no terminal; 462 has no such call", () => {
    const old = new ProducersChain(crypto);
    const call = { hotkey: old.of(0).hot.accountId, name: utf8.encode("The Lighthouse ☼") };
    expect(() => old.call(old.of(0).cold, "describe", call)).toThrow();
    const net = new ProducersChain(crypto, { specVersion: 463 });
    const [first, second] = [net.of(0), net.of(1)];
    const say = (name: Uint8Array, key = first.cold) => net.call(key, "describe", { ...call, name }).refusals[0];
    expect(say(call.name, second.cold)).toBe("Producers.NotYourHotkey");
    expect(say(new Uint8Array(65).fill(97))).toBe("Producers.BadName");
    expect(say(Uint8Array.of(0xff))).toBe("Producers.BadName");
    expect(say(utf8.encode("a\u001b[31m"))).toBe("Producers.BadName");
    expect(say(call.name)).toBeUndefined();
    const known = infos(net).find(({ hotkey }) => hotkey === first.hot.accountId);
    expect(new TextDecoder().decode(known?.name)).toBe("The Lighthouse ☼");
    expect(known?.status.type).toBe("Elected");
    expect(say(new Uint8Array())).toBeUndefined();
    expect(infos(net).every(({ name }) => name.length === 0)).toBe(true);
  });
});
