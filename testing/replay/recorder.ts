// Makes a chain block by block from facts and calls, on a store of its own, and keeps all that a replay needs: what went in, and
// hash and state root of what came out (testing/vectors/chain-*.json.gz; chain/node/recordedChain.test.ts reads them).
import { encodeHeader, hashOfHeader } from "@plexus/chain/engine";
import { Store } from "@plexus/chain/store";
import type { CryptoProvider, KeyPair } from "@plexus/core/crypto";
import type { RuntimeCallValue } from "@plexus/core/frame";
import {
  Account,
  type AssembledRuntime,
  type ChainSpec,
  type ConsensusFacts,
  createRuntimes,
  DigestItem,
  encodeExtrinsic,
  extrinsicsRoot,
  IMMORTAL,
  type Runtimes,
  signingPayload,
} from "@plexus/core/runtime";
import { encode, type Hex, toHex } from "@plexus/core/scale";

export interface RecordedBlock {
  readonly number: number;
  readonly hash: Hex;
  readonly stateRoot: Hex;
  readonly digest: readonly Hex[];
  readonly extrinsics: readonly Hex[];
}

const noHash: Hex = `0x${"00".repeat(32)}`;

export class Recorder {
  readonly crypto: CryptoProvider;
  readonly spec: ChainSpec;
  readonly runtimes: Runtimes;
  readonly store = new Store({ directory: undefined, keepBlocks: 1 });
  readonly blocks: RecordedBlock[] = [];
  /** What was refused inside blocks, in order: a story should know. */
  readonly refusals: string[] = [];
  readonly #waiting: Uint8Array[] = [];
  readonly #nonces = new Map<Hex, number>();

  constructor(crypto: CryptoProvider, spec: ChainSpec) {
    this.crypto = crypto;
    this.spec = spec;
    this.runtimes = createRuntimes(crypto, spec);
    this.#commit([], [], this.runtimes.genesis.genesis(), []);
  }

  get number(): number {
    return this.blocks.length - 1;
  }
  get genesisHash(): Hex {
    return this.blocks[0]?.hash ?? noHash;
  }
  /** The rules of the next block. */
  get rules(): AssembledRuntime {
    return this.runtimes.next(this.store.current(), this.number + 1);
  }
  /** What storage entries read from. */
  get view() {
    const { crypto, chain } = this.rules.law;
    const parentHash = this.blocks.at(-1)?.hash ?? noHash;
    return { crypto, chain, state: this.store.current(), block: { number: this.number + 1, parentHash } };
  }

  /** Signs for the next block's rules and puts it into the next block. */
  send(key: KeyPair, pallet: string, call: string, args: object): void {
    const { law, version } = this.rules;
    const nonce = this.#nonces.get(key.accountId) ?? Account.get(this.view, key.accountId).nonce;
    const value = { pallet, call, args } as RuntimeCallValue;
    const extra = { era: IMMORTAL, nonce, tip: 0n };
    const { specVersion, transactionVersion } = version;
    const { genesisHash } = this;
    const implicit = { specVersion, transactionVersion, genesisHash, eraHash: genesisHash };
    const encoded = encode(law.assembly.call, value);
    const signature = key.sign(signingPayload(this.crypto, encoded, extra, implicit));
    const signed = {
      address: { type: "Id", value: key.accountId },
      signature: { type: "Sr25519", value: signature },
      extra,
    } as const;
    this.#waiting.push(encodeExtrinsic(law.assembly.call, { signed, call: value }));
    this.#nonces.set(key.accountId, nonce + 1);
  }

  /** A block of what waits. Throws InvalidBlock. */
  seal(consensus?: ConsensusFacts): void {
    const { rules } = this;
    const number = this.number + 1;
    const timestampMs = BigInt((this.spec.genesisTimeMs ?? 0) + number * this.spec.blockTimeMs);
    const extrinsics = [
      ...rules.inherents({ timestampMs, ...(consensus && { consensus }) }),
      ...this.#waiting.splice(0),
    ];
    this.#nonces.clear();
    const slot = new Uint8Array(8);
    new DataView(slot.buffer).setBigUint64(0, timestampMs / BigInt(this.spec.blockTimeMs), true);
    const digest = [encode(DigestItem, { type: "PreRuntime", value: [Buffer.from("aura"), slot] })];
    const parentHash = this.blocks.at(-1)?.hash ?? noHash;
    const input = { number, parentHash, digest, extrinsics };
    const { changes, outcomes } = rules.applyBlock(this.store.current(), input);
    for (const outcome of outcomes) {
      if (outcome.ok) continue;
      const { pallet, name } = rules.law.assembly.describe(outcome.error);
      this.refusals.push(`${number}: ${pallet}.${name}`);
    }
    this.#commit(digest, extrinsics, changes, outcomes);
  }

  #commit(
    digest: readonly Uint8Array[],
    extrinsics: readonly Uint8Array[],
    changes: Parameters<Store["stage"]>[0],
    outcomes: Parameters<Store["commit"]>[3],
  ): void {
    const number = this.blocks.length;
    const staged = this.store.stage(changes);
    const parentHash = this.blocks.at(-1)?.hash ?? noHash;
    const root = extrinsicsRoot(this.crypto, [...extrinsics]);
    const header = encodeHeader({ parentHash, number, stateRoot: staged.root, extrinsicsRoot: root, digest });
    const hash = hashOfHeader(this.crypto, header);
    const hashes = extrinsics.map((each) => toHex(this.crypto.blake2b256(each)));
    this.store.commit(staged, { number, hash, header, extrinsics: [...extrinsics] }, hashes, outcomes, true);
    this.blocks.push({
      number,
      hash,
      stateRoot: staged.root,
      digest: digest.map((each) => toHex(each)),
      extrinsics: extrinsics.map((each) => toHex(each)),
    });
  }
}
