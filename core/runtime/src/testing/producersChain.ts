// A chain of producers in memory: their keys, what consensus would say of a block, and the calls that producers make.

import type { CryptoProvider, KeyPair } from "@plexus/core/crypto";
import { fromHex, type Hex, toHex } from "@plexus/core/scale";
import type { ChainSpec } from "../chainSpec.js";
import type { ConsensusFacts, Misbehaviour } from "../interface.js";
import { consensusAddress, possessionMessage } from "../pallets/producers/consensusKey.js";
import { TAO } from "../primitives.js";
import { producersSpec } from "../producersSpec.js";
import { type MadeBlock, MemoryChain } from "./memoryChain.js";

export interface TestProducer {
  readonly cold: KeyPair;
  readonly hot: KeyPair;
  readonly consensus: KeyPair;
  /** Consensus address. */
  readonly address: Uint8Array;
}

export function testProducer(crypto: CryptoProvider, name: string): TestProducer {
  const key = (path: string, scheme?: "ed25519") => crypto.keyring.fromUri(`//${name}${path}`, scheme);
  const consensus = key("//consensus", "ed25519");
  const address = consensusAddress(crypto, consensus.publicKey);
  return { cold: key(""), hot: key("//hot"), consensus, address };
}

export interface ProducersChainOptions {
  /** TAO of bond and own stake, one entry a producer. */
  readonly producers?: readonly (readonly [bondTao: bigint, stakeTao: bigint])[];
  readonly parameters?: NonNullable<ChainSpec["genesis"]["producerParameters"]>;
  readonly specVersion?: number;
}

const FOUR: NonNullable<ProducersChainOptions["producers"]> = [
  [100n, 400n],
  [100n, 300n],
  [100n, 200n],
  [100n, 100n],
];

/** Several of a block's facts at once, by the producers' numbers. */
export interface Told {
  readonly author?: number;
  readonly absent?: readonly number[];
  readonly evidence?: readonly (readonly [producer: number, height: number, kind?: Misbehaviour["kind"]])[];
  readonly beacon?: NonNullable<ConsensusFacts["beacon"]>;
}

export class ProducersChain {
  readonly chain: MemoryChain;
  readonly spec: ChainSpec;
  readonly producers: readonly TestProducer[];

  constructor(crypto: CryptoProvider, { producers = FOUR, parameters, specVersion }: ProducersChainOptions = {}) {
    this.producers = producers.map((_, i) => testProducer(crypto, `Producer${i + 1}`));
    const base = producersSpec({
      genesisTimeMs: 0,
      producers: producers.map(([bond, stake], i) => {
        const { cold, hot, consensus } = this.of(i);
        const consensusKey: Hex = toHex(consensus.publicKey);
        const [bondRao, stakeRao] = [(bond * TAO).toString(), (stake * TAO).toString()];
        return { hotkey: hot.address, coldkey: cold.address, consensusKey, bondRao, stakeRao };
      }),
    });
    this.spec = {
      ...base,
      ...(specVersion !== undefined && { specVersion }),
      genesis: { ...base.genesis, ...(parameters && { producerParameters: parameters }) },
    };
    this.chain = new MemoryChain(crypto, this.spec);
  }

  of(producer: number): TestProducer {
    return this.producers[producer] as TestProducer;
  }

  get view() {
    return this.chain.view;
  }

  facts({ author, absent = [], evidence = [], beacon }: Told = {}): ConsensusFacts {
    return {
      ...(author !== undefined && { author: this.of(author).address }),
      absent: absent.map((each) => this.of(each).address),
      evidence: evidence.map(([each, height, kind = "DuplicateVote"]) => ({
        address: this.of(each).address,
        height,
        kind,
      })),
      ...(beacon && { beacon }),
    };
  }

  seal(told: Told = {}, extrinsics: readonly Uint8Array[] = []): MadeBlock {
    return this.chain.seal(extrinsics, this.facts(told));
  }

  /** Blocks up to and including `number`, all alike. */
  runTo(number: number, told: Told = {}): void {
    while (this.chain.number < number) this.seal(told);
  }

  call(key: KeyPair, call: string, args: Record<string, unknown>, pallet = "Producers", told: Told = {}): MadeBlock {
    return this.seal(told, [this.chain.sign(key, { pallet, call, args })]);
  }

  proof({ hot, consensus }: Pick<TestProducer, "hot" | "consensus">): Uint8Array {
    return consensus.sign(possessionMessage(this.chain.genesisHash, hot.accountId, consensus.publicKey));
  }

  /** Money and a seat on root for somebody who is no producer yet; two blocks. */
  enrol({ cold, hot }: TestProducer, rao: bigint): void {
    const alice = this.chain.crypto.keyring.fromUri("//Alice");
    const dest = { type: "Id", value: cold.accountId };
    this.call(alice, "transfer_keep_alive", { dest, value: rao }, "Balances");
    this.call(cold, "root_register", { hotkey: hot.accountId }, "SubtensorModule");
  }

  join(who: TestProducer, bond: bigint): MadeBlock {
    const consensus_key = fromHex(toHex(who.consensus.publicKey));
    return this.call(who.cold, "join", { hotkey: who.hot.accountId, consensus_key, proof: this.proof(who), bond });
  }
}
