// Commit and reveal on a chain of producers: who speaks when, what the mix is made of, what silence costs, and what can be
// asked.

import { nativeCrypto } from "@plexus/core/crypto/native";
import { concatBytes, decode, encode, fields, fromHex, type Hex, option, toHex, u32 } from "@plexus/core/scale";
import { describe, expect, it } from "vitest";
import { developmentSpec } from "../../developmentSpec.js";
import { TAO } from "../../primitives.js";
import { MemoryChain } from "../../testing/memoryChain.js";
import { ProducersChain } from "../../testing/producersChain.js";
import { Burned } from "../ledger/storage.js";
import { Bonds } from "../producers/storage.js";
import { RandomnessInfo } from "./api.js";
import { beaconDue, commitmentOf, randomnessAt } from "./index.js";
import { Mixes } from "./storage.js";

const crypto = await nativeCrypto();
const parameters = { SessionLength: 10 };
const make = () => new ProducersChain(crypto, { parameters });
const secretOf = (producer: number, session: number) => new Uint8Array(32).fill(producer * 16 + session + 1);

/** What an honest engine does: asks what is due, and says it in a block of its own. */
function honest(net: ProducersChain, author: number, silent = false) {
  const { address } = net.of(author);
  const due = beaconDue(net.view, address);
  if (!due || silent) return net.seal({ author });
  const secret = secretOf(author, due.session);
  const value = due.kind === "commit" ? commitmentOf(crypto, secret, address, due.session) : secret;
  return net.seal({ author, beacon: { kind: due.kind, value } });
}

describe("a session", () => {
  it("mixes the secrets of all who revealed, by address, with what was before and the hash that closed the commitments", () => {
    const net = make();
    const hashes: Hex[] = [];
    for (let block = 1; block <= 10; block++) {
      honest(net, block % 4);
      hashes.push(net.chain.hash);
    }
    const addresses = [0, 1, 2, 3].sort((a, b) => (toHex(net.of(a).address) < toHex(net.of(b).address) ? -1 : 1));
    const secrets = addresses.map((each) => secretOf(each, 0));
    const expected = crypto.blake2b256(concatBytes(new Uint8Array(32), ...secrets, fromHex(hashes[4] as Hex)));
    expect(Mixes.get(net.view, 0)).toEqual({ from: 1, to: 10, source: { type: "CommitReveal" }, value: expected });
    const value = crypto.blake2b256(concatBytes(expected, encode(u32, 7)));
    expect(randomnessAt(net.view, 7)).toEqual({ value, source: "CommitReveal" });
    expect(randomnessAt(net.view, 8)?.value).not.toEqual(value);
    expect(randomnessAt(net.view, 11)).toBeUndefined();
    net.runTo(15);
    const last = net.chain.hash;
    net.runTo(20);
    const next = crypto.blake2b256(concatBytes(expected, fromHex(last)));
    expect(Mixes.get(net.view, 1)).toEqual({ from: 11, to: 20, source: { type: "BlockHash" }, value: next });
  });

  it("takes each author once, in its half, with its own secret", () => {
    const net = make();
    const [hash, secret] = [commitmentOf(crypto, secretOf(0, 0), net.of(0).address, 0), secretOf(0, 0)];
    const commit = { kind: "commit", value: hash } as const;
    const reveal = { kind: "reveal", value: secret } as const;
    expect(() => net.seal({ author: 0, beacon: reveal })).toThrow("mandatory");
    expect(() => net.seal({ beacon: commit })).toThrow("mandatory");
    net.seal({ author: 0, beacon: commit });
    expect(() => net.seal({ author: 0, beacon: commit })).toThrow("mandatory");
    net.seal({ author: 1, beacon: commit });
    net.runTo(5);
    expect(() => net.seal({ author: 2, beacon: commit })).toThrow("mandatory");
    expect(() => net.seal({ author: 2, beacon: reveal })).toThrow("mandatory");
    expect(() => net.seal({ author: 0, beacon: { kind: "reveal", value: secretOf(1, 0) } })).toThrow("mandatory");
    // Another's commitment, repeated, opens to nothing: it is bound to the address.
    expect(() => net.seal({ author: 1, beacon: reveal })).toThrow("mandatory");
    net.seal({ author: 0, beacon: reveal });
    expect(() => net.seal({ author: 0, beacon: reveal })).toThrow("mandatory");
    expect(beaconDue(net.view, net.of(0).address)).toBeUndefined();
    expect(beaconDue(net.view, net.of(1).address)).toEqual({ kind: "reveal", session: 0 });
    expect(beaconDue(net.view, net.of(2).address)).toBeUndefined();
  });

  it("costs a thousandth of the bond to keep a secret back, and nothing without a block of one's own", () => {
    const net = make();
    for (const author of [0, 1, 2, 3]) honest(net, author);
    net.seal();
    const burned = Burned.get(net.view);
    honest(net, 0, true);
    honest(net, 1, true);
    honest(net, 1);
    net.runTo(10);
    const bond = (producer: number) => Bonds.get(net.view, net.of(producer).hot.accountId);
    expect([0, 1, 2, 3].map(bond)).toEqual([100n * TAO - TAO / 10n, 100n * TAO, 100n * TAO, 100n * TAO]);
    expect(Burned.get(net.view) - burned).toBe(TAO / 10n);
    expect(Mixes.get(net.view, 0)?.source.type).toBe("CommitReveal");
  });

  it("cannot be had for a change of key", () => {
    const rotate = (net: ProducersChain) => {
      const { cold, hot } = net.of(0);
      const next = { hot, consensus: crypto.keyring.fromUri("//Producer1//next", "ed25519") };
      const args = { hotkey: hot.accountId, consensus_key: next.consensus.publicKey, proof: net.proof(next) };
      expect(net.call(cold, "rotate_key", args).refusals).toEqual([]);
      net.runTo(10);
      return Bonds.get(net.view, hot.accountId);
    };
    const early = make();
    honest(early, 0);
    expect(rotate(early)).toBe(100n * TAO);
    const late = make();
    honest(late, 0);
    late.runTo(5);
    expect(rotate(late)).toBe(100n * TAO - TAO / 10n);
  });
});

describe("asking", () => {
  it("is answered for 4,096 blocks, and by RPC", () => {
    const net = new ProducersChain(crypto, { parameters: { SessionLength: 50 } });
    const runtime = net.chain.runtimes.genesis;
    const ask = (number: number, height: number) => {
      const head = { number, hash: net.chain.hash };
      const bytes = runtime.call(
        net.chain.state,
        head,
        "RandomnessApi_at",
        encode(fields({ height: u32 }), { height }),
      );
      return decode(option(RandomnessInfo), bytes);
    };
    expect(ask(49, 3)).toBeUndefined();
    net.runTo(50);
    expect(ask(50, 3)?.source.type).toBe("BlockHash");
    expect(ask(4_098, 3)?.source.type).toBe("BlockHash");
    expect(ask(4_099, 3)).toBeUndefined();
    expect(ask(50, 51)).toBeUndefined();
  });

  it("says where it comes from on a chain of one process", () => {
    const chain = new MemoryChain(crypto, developmentSpec());
    chain.runTo(3);
    expect(randomnessAt(chain.view, 3)).toEqual({ value: fromHex(chain.hash), source: "BlockHash" });
    expect(randomnessAt(chain.view, 4)).toBeUndefined();
    expect(randomnessAt(chain.view, 0)).toBeUndefined();
    expect(beaconDue(chain.view, new Uint8Array(20))).toBeUndefined();
  });
});
