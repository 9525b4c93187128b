// Blocks and extrinsics: what is charged, what is rolled back, what is refused.

import { nativeCrypto } from "@plexus/core/crypto/native";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { developmentSpec } from "./developmentSpec.js";
import { freeBalance } from "./pallets/balances/move.js";
import { Account } from "./pallets/system/account.js";
import { TAO } from "./primitives.js";
import { MemoryChain } from "./testing/memoryChain.js";

const crypto = await nativeCrypto();
const alice = crypto.keyring.fromUri("//Alice");
const bob = crypto.keyring.fromUri("//Bob");
const nobody = crypto.keyring.fromUri("//Nobody");
let chain: MemoryChain;
beforeEach(() => {
  chain = new MemoryChain(crypto, developmentSpec());
});

const to = (key: typeof alice, value: bigint) => ({ dest: { type: "Id", value: key.accountId }, value });
const feesIn = (block: ReturnType<MemoryChain["seal"]>) =>
  block.events.flatMap(({ event }) =>
    event.name === "TransactionFeePaid" ? [(event.value as { actual_fee: bigint }).actual_fee] : [],
  );

describe("a transfer", () => {
  it("moves money to the rao, charges the fee, raises the nonce, changes nothing else", () => {
    const [a, b] = [freeBalance(chain.view, alice.accountId), freeBalance(chain.view, bob.accountId)];
    const block = chain.submit(alice, "Balances", "transfer_keep_alive", to(bob, 5n * TAO));
    const [fee] = feesIn(block) as [bigint];
    expect(block.refusals).toEqual([]);
    expect(fee).toBeGreaterThan(0n);
    expect(freeBalance(chain.view, alice.accountId)).toBe(a - 5n * TAO - fee);
    expect(freeBalance(chain.view, bob.accountId)).toBe(b + 5n * TAO);
    expect(Account.get(chain.view, alice.accountId).nonce).toBe(1);
    expect(Account.get(chain.view, bob.accountId).nonce).toBe(0);
  });

  it("refused leaves only fee and nonce", () => {
    const before = freeBalance(chain.view, alice.accountId);
    const block = chain.submit(alice, "Balances", "transfer_allow_death", to(bob, before * 2n));
    expect(block.refusals).toEqual(["FundsUnavailable"]);
    const [fee] = feesIn(block) as [bigint];
    expect(freeBalance(chain.view, alice.accountId)).toBe(before - fee);
    expect(Account.get(chain.view, alice.accountId).nonce).toBe(1);
  });

  it("opens no account with less than the existential deposit, and burns what a dying account leaves", () => {
    expect(chain.submit(alice, "Balances", "transfer_keep_alive", to(nobody, 499n)).refusals).toEqual(["BelowMinimum"]);
    chain.submit(alice, "Balances", "transfer_keep_alive", to(nobody, 10n * TAO));
    const rest = freeBalance(chain.view, nobody.accountId);
    const block = chain.submit(nobody, "Balances", "transfer_all", {
      dest: { type: "Id", value: bob.accountId },
      keep_alive: false,
    });
    expect(block.refusals).toEqual([]);
    expect(freeBalance(chain.view, nobody.accountId)).toBe(0n);
    expect(Account.has(chain.view, nobody.accountId)).toBe(false);
    expect(rest).toBe(10n * TAO);
  });
});

describe("a batch", () => {
  const good = { pallet: "Balances", call: "transfer_keep_alive", args: to(bob, TAO) };
  const bad = { pallet: "Balances", call: "transfer_keep_alive", args: to(bob, 10n ** 18n) };
  it.each([
    ["batch", 1n, "BatchInterrupted"],
    ["batch_all", 0n, undefined],
    ["force_batch", 2n, "BatchCompletedWithErrors"],
  ])("%s", (call, arrived, event) => {
    const before = freeBalance(chain.view, bob.accountId);
    const block = chain.submit(alice, "Utility", call, { calls: [good, bad, good] });
    expect(freeBalance(chain.view, bob.accountId) - before).toBe(arrived * TAO);
    if (event) expect(block.events.map((each) => each.event.name)).toContain(event);
    else expect(block.refusals).toEqual(["FundsUnavailable"]);
  });
});

describe("what does not belong into a block", () => {
  it.each([
    [
      "a used nonce",
      () => chain.sign(alice, { pallet: "System", call: "remark", args: { remark: new Uint8Array(1) } }, 0),
      1,
      "Stale",
    ],
    [
      "a nonce that is not due",
      () => chain.sign(alice, { pallet: "System", call: "remark", args: { remark: new Uint8Array(1) } }, 7),
      0,
      "Future",
    ],
    [
      "an account that cannot pay",
      () => chain.sign(nobody, { pallet: "System", call: "remark", args: { remark: new Uint8Array(1) } }),
      0,
      "Payment",
    ],
  ])("%s", (_what, make, blocksBefore, name) => {
    for (let i = 0; i < blocksBefore; i++) chain.submit(alice, "System", "remark", { remark: new Uint8Array(2) });
    expect(() => chain.seal([make()])).toThrow(name);
  });

  it("a second time, or none", () => {
    const again = chain.runtime.timestampInherent(99_000n);
    expect(() => chain.seal([again])).toThrow(/BadMandatory/);
  });

  it("a signature that was good under another scheme, remembered or not", () => {
    const call = { pallet: "Balances", call: "transfer_keep_alive", args: to(bob, TAO) };
    const raw = chain.sign(alice, call);
    const head = { number: 0, hash: chain.genesisHash };
    expect(chain.runtime.validateTransaction(chain.state, raw, head).ok).toBe(true);
    // Length prefix, version, address variant and 32 bytes; then the variant of the signature: 1 sr25519, 0 ed25519.
    const scheme = raw.findIndex((byte, at) => at > 34 && byte === 1);
    const other = raw.slice();
    other[scheme] = 0;
    expect(raw[scheme]).toBe(1);
    expect(chain.runtime.validateTransaction(chain.state, other, head)).toMatchObject({ ok: false, name: "BadProof" });
  });

  it("any signed extrinsic with a changed byte", () => {
    const raw = chain.sign(alice, { pallet: "Balances", call: "transfer_keep_alive", args: to(bob, TAO) });
    fc.assert(
      fc.property(fc.nat({ max: raw.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const changed = raw.slice();
        changed[at] = (changed[at] as number) ^ flip;
        expect(chain.runtime.validateTransaction(chain.state, changed, { number: 0, hash: chain.genesisHash }).ok).toBe(
          false,
        );
      }),
      { numRuns: 120 },
    );
  });
});
