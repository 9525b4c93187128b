// What actions put on the wire, decoded again by the runtime's own codecs; the parts that need no node.
import { nativeCrypto } from "@plexus/core/crypto/native";
import { decodeExtrinsic, IMMORTAL, signingPayload } from "@plexus/core/runtime";
import { encode } from "@plexus/core/scale";
import fc from "fast-check";
import { expect, it } from "vitest";
import { declarationsFor } from "../chain/declarations.js";
import type { PlexusClient } from "../connect.js";
import {
  accountId,
  addBond,
  addStake,
  batch,
  clearOffer,
  decreaseTake,
  formatInternetAddress,
  increaseTake,
  joinProducers,
  leaveProducers,
  parseInternetAddress,
  producerProofMessage,
  quantiseWeights,
  registerNeuron,
  registerRoot,
  registerSubnet,
  removeStake,
  rotateConsensusKey,
  serveAxon,
  setCommitment,
  setOffer,
  setWeights,
  startSubnet,
  sudo,
  transfer,
  transferAll,
  transferCall,
  withdrawBond,
} from "../index.js";
import { SdkError } from "../sdkError.js";
import { describeRefusal } from "../submit/describeRefusal.js";
import { readOutcome } from "../submit/outcome.js";
import { signExtrinsic } from "../submit/signExtrinsic.js";

const crypto = await nativeCrypto();
const declarations = declarationsFor(crypto);
const alice = crypto.keyring.fromUri("//Alice");
const bob = crypto.keyring.fromUri("//Bob").address;
const genesisHash = `0x${"11".repeat(32)}` as const;

/** A client that signs and decodes what it is given instead of sending it. */
const signing = {
  declarations,
  submit: async (call: Parameters<PlexusClient["submit"]>[0], key: typeof alice) => {
    const { specVersion, transactionVersion } = declarations.version;
    const implicit = { specVersion, transactionVersion, genesisHash, eraHash: genesisHash };
    const extra = { era: IMMORTAL, nonce: 7, tip: 3n };
    const { raw } = signExtrinsic(crypto, declarations.assembly, call, key, extra, implicit);
    const decoded = decodeExtrinsic(declarations.assembly.call, raw);
    const payload = signingPayload(crypto, encode(declarations.assembly.call, call), extra, implicit);
    const signature = decoded.signed?.signature.value as Uint8Array;
    const good = crypto.signing.verify("sr25519", signature, payload, key.publicKey);
    return { ...decoded.call, good, extra: decoded.signed?.extra };
  },
} as unknown as PlexusClient;

it("every action's call is one that the runtime declares, and comes out as it went in", async () => {
  const offer = { netuid: 1, model: "smollm2-135m", priceIn: 1_000n, priceOut: 2_000n, slots: 2, validFor: 100 };
  const inner = transferCall({ to: bob, amountRao: 5n });
  const calls = await Promise.all([
    transfer(signing, alice, { to: bob, amountRao: 1n }),
    transfer(signing, alice, { to: bob, amountRao: 1n, allowDeath: true }),
    transferAll(signing, alice, { to: bob }),
    batch(signing, alice, { calls: [inner, inner] }),
    batch(signing, alice, { calls: [inner], allOrNothing: false }),
    sudo(signing, alice, inner),
    addStake(signing, alice, { hotkey: bob, amountRao: 2_000_000n }),
    removeStake(signing, alice, { hotkey: bob, amountRao: 1n }),
    registerSubnet(signing, alice, { hotkey: bob }),
    startSubnet(signing, alice, { netuid: 2 }),
    registerNeuron(signing, alice, { netuid: 1, hotkey: bob }),
    registerRoot(signing, alice, { hotkey: bob }),
    serveAxon(signing, alice, { netuid: 1, ip: "127.0.0.1", port: 8_091 }),
    setWeights(signing, alice, {
      netuid: 1,
      weights: [
        { uid: 2, weight: 0.5 },
        { uid: 1, weight: 1 },
      ],
    }),
    setCommitment(signing, alice, { netuid: 1, model: "smollm2-135m", sha256: "ab".repeat(32), bytes: 88_000_000 }),
    setOffer(signing, alice, offer),
    clearOffer(signing, alice, { netuid: 1, model: "smollm2-135m" }),
    increaseTake(signing, alice, { hotkey: bob, take: 100 }),
    decreaseTake(signing, alice, { hotkey: bob, take: 10 }),
  ]);
  const names = calls.map((call) =>
    Object.values(call as object)
      .slice(0, 2)
      .join("."),
  );
  expect(names).toEqual([
    "Balances.transfer_keep_alive",
    "Balances.transfer_allow_death",
    "Balances.transfer_all",
    "Utility.batch_all",
    "Utility.force_batch",
    "Sudo.sudo",
    "SubtensorModule.add_stake",
    "SubtensorModule.remove_stake",
    "SubtensorModule.register_network",
    "SubtensorModule.start_call",
    "SubtensorModule.burned_register",
    "SubtensorModule.root_register",
    "SubtensorModule.serve_axon",
    "SubtensorModule.set_mechanism_weights",
    "Commitments.set_commitment",
    "Market.set_offer",
    "Market.clear_offer",
    "SubtensorModule.increase_take",
    "SubtensorModule.decrease_take",
  ]);
  for (const call of calls) expect(call).toMatchObject({ good: true, extra: { era: IMMORTAL, nonce: 7, tip: 3n } });
  expect(calls[3]).toMatchObject({ args: { calls: [inner, inner] } });
  expect(calls[12]).toMatchObject({ args: { ip: 0x7f000001n, ip_type: 4, port: 8_091 } });
  expect(calls[13]).toMatchObject({ args: { dests: [1, 2], weights: [65_535, 32_768], version_key: 0n } });
});

it("producers' calls carry a proof of possession that the chain's own check takes, for this hotkey and chain only", async () => {
  const consensus = crypto.keyring.fromUri("//Consensus", "ed25519");
  const consensusKey = consensus.publicKey;
  const message = producerProofMessage({ genesisHash, hotkey: bob, consensusKey });
  const proof = consensus.sign(message);
  const calls = await Promise.all([
    joinProducers(signing, alice, { hotkey: bob, consensusKey, proof, bondRao: 10n }),
    addBond(signing, alice, { hotkey: bob, amountRao: 5n }),
    rotateConsensusKey(signing, alice, { hotkey: bob, consensusKey, proof }),
    leaveProducers(signing, alice, { hotkey: bob }),
    withdrawBond(signing, alice, { hotkey: bob }),
  ]);
  const hotkey = accountId(bob);
  expect(calls).toMatchObject([
    { pallet: "Producers", call: "join", args: { hotkey, consensus_key: consensusKey, proof, bond: 10n }, good: true },
    { pallet: "Producers", call: "bond_more", args: { hotkey, amount: 5n }, good: true },
    { pallet: "Producers", call: "rotate_key", args: { hotkey, consensus_key: consensusKey, proof }, good: true },
    { pallet: "Producers", call: "leave", args: { hotkey }, good: true },
    { pallet: "Producers", call: "withdraw_bond", args: { hotkey }, good: true },
  ]);
  expect(crypto.signing.verify("ed25519", proof, message, consensusKey)).toBe(true);
  const text = new TextDecoder().decode(message.slice(0, 17));
  expect([text, message.length]).toEqual(["plexus/producer/1", 17 + 3 * 32]);
  for (const other of [{ hotkey: alice.address }, { genesisHash: `0x${"22".repeat(32)}` as const }]) {
    const changed = producerProofMessage({ genesisHash, hotkey: bob, consensusKey, ...other });
    expect(crypto.signing.verify("ed25519", proof, changed, consensusKey)).toBe(false);
  }
});

it("bad input is refused with a sentence before anything is signed", async () => {
  const refused = { code: "BadInput" };
  expect(() => transferCall({ to: "5Grw", amountRao: 1n })).toThrow(expect.objectContaining(refused));
  await expect(transfer(signing, alice, { to: bob, amountRao: -1n })).rejects.toMatchObject(refused);
  await expect(setWeights(signing, alice, { netuid: 1, weights: [{ uid: 0, weight: 0 }] })).rejects.toMatchObject(
    refused,
  );
  await expect(
    setWeights(signing, alice, { netuid: 1, weights: [{ uid: 0, weight: Number.NaN }] }),
  ).rejects.toMatchObject(refused);
  await expect(setCommitment(signing, alice, { netuid: 1, model: "m", sha256: "AB", bytes: 1 })).rejects.toMatchObject(
    refused,
  );
  expect(() => serveAxon(signing, alice, { netuid: 1, ip: "256.0.0.1", port: 1 })).toThrow(
    expect.objectContaining(refused),
  );
  expect(accountId(alice.address)).toBe(alice.accountId);
});

it("weights keep their order and their greatest is 65,535", () => {
  const weights = fc.array(fc.record({ uid: fc.nat(255), weight: fc.double({ min: 0, max: 1e6, noNaN: true }) }), {
    minLength: 1,
  });
  fc.assert(
    fc.property(weights, (given) => {
      fc.pre(given.some(({ weight }) => weight > 0));
      const { dests, values } = quantiseWeights(given);
      expect(Math.max(...values)).toBe(65_535);
      expect(dests).toHaveLength(values.length);
      expect(values.every((value) => value > 0)).toBe(true);
      expect(dests).toEqual([...dests].sort((one, other) => one - other));
    }),
    { numRuns: 50 },
  );
});

it("internet addresses survive the way to the chain and back", () => {
  fc.assert(
    fc.property(fc.ipV4(), fc.ipV6(), (four, six) => {
      fc.pre(!six.includes("."));
      expect(formatInternetAddress(parseInternetAddress(four))).toBe(four);
      const shown = formatInternetAddress(parseInternetAddress(six));
      expect(new URL(`http://${shown}`).hostname).toBe(new URL(`http://[${six}]`).hostname);
    }),
    { numRuns: 60 },
  );
  for (const wrong of ["", "1.2.3", "1.2.3.04", "::1::", "12345::", "host"])
    expect(() => parseInternetAddress(wrong)).toThrow(/address/);
});

it("outcomes are read from events, a refusal inside another call included", () => {
  const place = { blockHash: genesisHash, blockNumber: 1, extrinsicHash: genesisHash, extrinsicIndex: 1 };
  const record = (pallet: string, name: string, value: unknown, index = 1) => ({
    phase: { type: "ApplyExtrinsic" as const, value: index },
    event: { pallet, name, value },
  });
  const success = record("System", "ExtrinsicSuccess", {});
  const paid = record("TransactionPayment", "TransactionFeePaid", { actual_fee: 9n });
  const funds = { type: "Token", value: { type: "FundsUnavailable" } };
  const failed = record("System", "ExtrinsicFailed", { dispatch_error: funds });
  expect(readOutcome(declarations, [paid, success], place)).toMatchObject({ ok: true, feeRao: 9n });
  expect(readOutcome(declarations, [failed], place)).toMatchObject({ ok: false, error: { name: "FundsUnavailable" } });
  const inside = record("Sudo", "Sudid", { sudo_result: { type: "Err", value: funds } });
  expect(readOutcome(declarations, [inside, success], place)).toMatchObject({
    ok: false,
    error: { name: "FundsUnavailable" },
  });
  const item = record("Utility", "ItemFailed", { error: { type: "BadOrigin" } });
  expect(readOutcome(declarations, [item, success], place)).toMatchObject({ ok: false, error: { name: "BadOrigin" } });
  expect(() => readOutcome(declarations, [record("System", "ExtrinsicSuccess", {}, 2)], place)).toThrow(SdkError);
});

it("refusals of the pool carry the name that SDK 11 has for their number", () => {
  const of = (rpcCode: number, data?: unknown) =>
    describeRefusal(new SdkError("RpcError", "x", { rpcCode, data })) as SdkError;
  expect(of(1_010, "Custom error: 2")).toMatchObject({ code: "Refused", data: "NotEnoughBalanceToStake" });
  expect(of(1_010, "Transaction is outdated")).toMatchObject({ code: "Refused", message: /outdated/ });
  expect(of(-32_601)).toMatchObject({ code: "RpcError" });
});
