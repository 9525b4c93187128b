// Records a chain that this release makes, for all later ones to replay bit for bit: four producers under the rules with which new
// chains begin, with everything that they have, then the newest upgrade. Usage: recordRelease.ts FILE.json.gz
// Run once, when a release is made; a recording is never made anew (docs/decisions/0008-rules-by-version.md). The first release's
// own, chain-461, was made by a script like this one at commit 0711714.
import { writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { KeyPair } from "@plexus/core/crypto";
import { nativeCrypto } from "@plexus/core/crypto/native";
import {
  type ConsensusFacts,
  DEFAULT_SPEC_VERSION,
  NEWEST_SPEC_VERSION,
  producersSpec,
  RULES,
} from "@plexus/core/runtime";
import { toHex, utf8 } from "@plexus/core/scale";
import { consensusAddress, possessionMessage } from "../../core/runtime/src/pallets/producers/consensusKey.js";
import { beaconDue, commitmentOf } from "../../core/runtime/src/pallets/randomness/index.js";
import { Recorder } from "./recorder.js";

const tao = 1_000_000_000n;
const crypto = await nativeCrypto();
const key = (uri: string): KeyPair => crypto.keyring.fromUri(uri);
const [alice, bob, charlie, dave] = ["//Alice", "//Bob", "//Charlie", "//Dave"].map(key) as [
  KeyPair,
  KeyPair,
  KeyPair,
  KeyPair,
];
const hot = Array.from({ length: 6 }, (_, index) => key(`//Recorded//${index}`)) as [KeyPair, KeyPair, ...KeyPair[]];

const producers = [1, 2, 3, 4, 5].map((number) => {
  const consensus = crypto.keyring.fromUri(`//Producer${number}//consensus`, "ed25519");
  const address = consensusAddress(crypto, consensus.publicKey);
  return { cold: key(`//Producer${number}`), hotkey: key(`//Producer${number}//hot`), consensus, address };
});
type Producer = (typeof producers)[number];
const first = producers.slice(0, 4);
const newcomer = producers[4] as Producer;

const spec = producersSpec({
  genesisTimeMs: 1_700_000_000_000,
  blockTimeMs: 1_000,
  tempo: 10,
  producers: first.map(({ cold, hotkey, consensus }, index) => ({
    hotkey: hotkey.address,
    coldkey: cold.address,
    consensusKey: toHex(consensus.publicKey),
    bondRao: (100n * tao).toString(),
    stakeRao: (BigInt(400 - index * 100) * tao).toString(),
  })),
});
const chain = new Recorder(crypto, spec);
const sudo = (pallet: string, call: string, args: object) =>
  chain.send(alice, "Sudo", "sudo", { call: { pallet, call, args } });
const pay = (from: KeyPair, to: KeyPair, amountRao: bigint) =>
  chain.send(from, "Balances", "transfer_keep_alive", { dest: { type: "Id", value: to.accountId }, value: amountRao });

/** What an honest producer says of the session's randomness in a block of its own. */
function beaconOf(author: Producer): ConsensusFacts["beacon"] {
  const due = beaconDue(chain.view, author.address);
  if (!due) return undefined;
  const secret = crypto.blake2b256(utf8.encode(`secret of ${toHex(author.address)} in session ${due.session}`));
  return {
    kind: due.kind,
    value: due.kind === "commit" ? commitmentOf(crypto, secret, author.address, due.session) : secret,
  };
}

function seal(count = 1, facts: Partial<ConsensusFacts> = {}): void {
  for (let made = 0; made < count; made++) {
    const author = first[chain.number % 3] as Producer;
    const beacon = beaconOf(author);
    // The fourth misses one block in three.
    const absent = chain.number > 3 && chain.number % 3 === 0 ? [first[3]?.address as Uint8Array] : [];
    chain.seal({ author: author.address, absent, evidence: [], ...(beacon && { beacon }), ...facts });
  }
}

function market(): void {
  for (const hotkey of hot.slice(0, 5))
    chain.send(alice, "SubtensorModule", "burned_register", { netuid: 1, hotkey: hotkey.accountId });
  seal();
  for (const [index, hotkey] of hot.slice(0, 2).entries()) {
    const amount_staked = BigInt(5_000 - index * 1_000) * tao;
    chain.send(alice, "SubtensorModule", "add_stake", { hotkey: hotkey.accountId, netuid: 0, amount_staked });
    chain.send(alice, "SubtensorModule", "root_register", { hotkey: hotkey.accountId });
  }
  for (const hotkey of hot.slice(2, 4)) {
    const args = {
      netuid: 1,
      model: utf8.encode("plexus-tiny"),
      unit: { type: "Tokens" },
      price_in: 5n,
      price_out: 9n,
    };
    chain.send(hotkey, "Market", "set_offer", { ...args, slots: 2, valid_for: 60 });
    const fields = [{ type: "Raw11", value: utf8.encode("plexus-tiny") }];
    chain.send(hotkey, "Commitments", "set_commitment", { netuid: 1, info: { fields } });
  }
  chain.send(charlie, "SubtensorModule", "register_network", { hotkey: hot[5]?.accountId });
  const inner = (amountRao: bigint) => ({
    pallet: "Balances",
    call: "transfer_keep_alive",
    args: { dest: { type: "Id", value: dave.accountId }, value: amountRao },
  });
  chain.send(bob, "Utility", "batch", { calls: [inner(5n), inner(10n ** 18n), inner(7n)] });
  chain.send(dave, "SubtensorModule", "start_call", { netuid: 1 });
  seal(22);
  for (const validator of hot.slice(0, 2))
    chain.send(validator, "SubtensorModule", "set_weights", {
      netuid: 1,
      dests: [2, 3, 4],
      weights: [65_535, 40_000, 7],
      version_key: 0n,
    });
  seal(12);
}

function producersChange(): void {
  pay(alice, newcomer.cold, 2_000n * tao);
  seal();
  chain.send(newcomer.cold, "SubtensorModule", "root_register", { hotkey: newcomer.hotkey.accountId });
  seal();
  const proof = newcomer.consensus.sign(
    possessionMessage(chain.genesisHash, newcomer.hotkey.accountId, newcomer.consensus.publicKey),
  );
  chain.send(newcomer.cold, "Producers", "join", {
    hotkey: newcomer.hotkey.accountId,
    consensus_key: newcomer.consensus.publicKey,
    proof,
    bond: 150n * tao,
  });
  chain.send(first[0]?.cold as KeyPair, "Producers", "bond_more", {
    hotkey: first[0]?.hotkey.accountId,
    amount: 20n * tao,
  });
  seal(20);
  sudo("Producers", "set_parameter", { name: { type: "MissedLimit" }, value: 40n });
  const evidence = [
    { address: first[2]?.address as Uint8Array, height: chain.number - 2, kind: "DuplicateVote" as const },
  ];
  seal(1, { evidence });
  seal(8);
  chain.send(newcomer.cold, "Producers", "leave", { hotkey: newcomer.hotkey.accountId });
  seal(2);
}

function governance(): void {
  const proposer = first[0]?.cold as KeyPair;
  const calls = [{ pallet: "AdminUtils", call: "sudo_set_tempo", args: { netuid: 1, tempo: 12 } }];
  const words = { title: utf8.encode("Longer epochs"), link: utf8.encode("https://example.org"), text_hash: undefined };
  chain.send(proposer, "Governance", "propose", { track: { type: "Parameters" }, calls, ...words, deposit: 10n * tao });
  const delegation = { track: { type: "Parameters" }, to: proposer.accountId, amount: 50n * tao, conviction: 1 };
  chain.send(first[1]?.cold as KeyPair, "Governance", "delegate", delegation);
  seal();
  chain.send(proposer, "Governance", "vote", {
    proposal: 0,
    choice: { type: "Aye" },
    amount: 300n * tao,
    conviction: 2,
  });
  chain.send(alice, "Governance", "vote", {
    proposal: 0,
    choice: { type: "Aye" },
    amount: 4_000n * tao,
    conviction: 0,
  });
  seal(44);
  chain.send(first[1]?.cold as KeyPair, "Governance", "undelegate", { track: { type: "Parameters" } });
  seal();
}

function upgrade(): void {
  const at_block = chain.number + 8;
  sudo("Upgrades", "schedule", {
    spec_version: NEWEST_SPEC_VERSION,
    at_block,
    release_hash: new Uint8Array(32).fill(7),
  });
  seal(9);
  chain.send(first[0]?.cold as KeyPair, "Producers", "describe", {
    hotkey: first[0]?.hotkey.accountId,
    name: utf8.encode("first"),
  });
  pay(bob, dave, 123n);
  seal(25);
}

market();
producersChange();
governance();
if (RULES.some(({ specVersion }) => specVersion > DEFAULT_SPEC_VERSION)) upgrade();

const hashesOf = (specVersion: number) => {
  const rules = chain.runtimes.get(specVersion);
  return [14, 15].map((version) => [version, rules && toHex(crypto.blake2b256(rules.metadata(version as 14 | 15)))]);
};
const versions = [...new Set([DEFAULT_SPEC_VERSION, NEWEST_SPEC_VERSION])];
const metadata = Object.fromEntries(versions.map((version) => [version, Object.fromEntries(hashesOf(version))]));
const json = JSON.stringify({ spec, specVersion: DEFAULT_SPEC_VERSION, metadata, blocks: chain.blocks });
const packed = gzipSync(json, { level: 9 });
const file = process.argv[2];
if (file) writeFileSync(file, packed);
console.log(`${chain.number} blocks, ${packed.length} bytes, last ${chain.blocks.at(-1)?.hash}`);
console.log(`refused inside blocks: ${chain.refusals.join(", ") || "nothing"}`);
await chain.store.close();
