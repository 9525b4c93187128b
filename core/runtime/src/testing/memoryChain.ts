// A chain in memory for tests: the runtime over a sorted map, block after block, with every invariant checked after each.
// Not a node: no disk, no pool, no network.

import type { CryptoProvider, KeyPair } from "@plexus/core/crypto";
import {
  type DecodedEvent,
  type DispatchErrorValue,
  Overlay,
  type RuntimeCallValue,
  type StateReader,
} from "@plexus/core/frame";
import { decode, encode, fromHex, type Hex, type Infer, vec } from "@plexus/core/scale";
import type { ChainSpec } from "../chainSpec.js";
import type { AssembledRuntime } from "../createRuntime.js";
import { createRuntimes, type Runtimes } from "../createRuntimes.js";
import { IMMORTAL } from "../era.js";
import { encodeExtrinsic, signingPayload } from "../extrinsic.js";
import { extrinsicsRoot, hashHeader } from "../header.js";
import type { BlockResult, Changes, ConsensusFacts } from "../interface.js";
import { nonceOf } from "../pallets/system/account.js";
import { eventRecord, eventsKey } from "../pallets/system/storage.js";

const NO_HASH: Hex = `0x${"00".repeat(32)}`;

export interface MadeBlock {
  readonly number: number;
  readonly outcomes: readonly ({ readonly ok: true } | { readonly ok: false; readonly error: DispatchErrorValue })[];
  readonly events: readonly {
    readonly phase: { readonly type: string; readonly value?: number | undefined };
    readonly event: DecodedEvent;
  }[];
  /** Names of refused calls, in order: "SubtensorModule.AmountTooLow". */
  readonly refusals: readonly string[];
  readonly producerUpdates: BlockResult["producerUpdates"];
}

export class MemoryChain {
  readonly runtimes: Runtimes;
  readonly crypto: CryptoProvider;
  readonly genesisHash: Hex;
  #state: Overlay;
  number = 0;
  hash: Hex;

  constructor(crypto: CryptoProvider, spec: ChainSpec) {
    this.crypto = crypto;
    this.runtimes = createRuntimes(crypto, spec);
    this.#state = new Overlay({ get: () => undefined, iterate: () => [] });
    this.#commit(this.runtimes.genesis.genesis());
    this.genesisHash = hashHeader(crypto, {
      parent_hash: NO_HASH,
      number: 0,
      state_root: NO_HASH,
      extrinsics_root: extrinsicsRoot(crypto, []),
      digest: { logs: [] },
    });
    this.hash = this.genesisHash;
    this.assertInvariants();
  }

  /** The rules of the next block. */
  get runtime(): AssembledRuntime {
    return this.runtimes.next(this.#state, this.number + 1);
  }

  get state(): StateReader {
    return this.#state;
  }

  /** What storage entries read from: `Account.get(chain.view, who)`. */
  get view() {
    const { crypto, chain } = this.runtime.law;
    return { crypto, chain, state: this.#state, block: { number: this.number + 1, parentHash: this.hash } };
  }

  #commit(changes: Changes): void {
    for (const [key, value] of changes) this.#state.set(fromHex(key), value);
  }

  /** Throws where any pallet says that something does not hold. */
  assertInvariants(): void {
    for (const pallet of this.runtime.law.assembly.pallets) {
      for (const invariant of pallet.invariants) {
        const problem = invariant(this.view);
        if (problem) throw new Error(`block ${this.number}, ${pallet.name}: ${problem}`);
      }
    }
  }

  sign(key: KeyPair, call: RuntimeCallValue, nonce: number = nonceOf(this.view, key.accountId), tip = 0n): Uint8Array {
    const { assembly, version } = this.runtime.law;
    const extra = { era: IMMORTAL, nonce, tip };
    const payload = signingPayload(this.crypto, encode(assembly.call, call), extra, {
      specVersion: version.specVersion,
      transactionVersion: version.transactionVersion,
      genesisHash: this.genesisHash,
      eraHash: this.genesisHash,
    });
    const type = key.scheme === "ed25519" ? "Ed25519" : "Sr25519";
    return encodeExtrinsic(assembly.call, {
      signed: { address: { type: "Id", value: key.accountId }, signature: { type, value: key.sign(payload) }, extra },
      call,
    });
  }

  /** Makes a block of signed extrinsics. `consensus` is what a chain of producers notes. Throws where one is not applicable. */
  seal(extrinsics: readonly Uint8Array[] = [], consensus: ConsensusFacts = { absent: [], evidence: [] }): MadeBlock {
    const number = this.number + 1;
    const { runtime } = this;
    const { blockTimeMs, engine } = runtime.law.chain;
    const timestampMs = BigInt(number) * BigInt(blockTimeMs);
    const inherents = runtime.inherents({ timestampMs, ...(engine === "comet" && { consensus }) });
    const all = [...inherents, ...extrinsics];
    const result = runtime.applyBlock(this.#state, { number, parentHash: this.hash, digest: [], extrinsics: all });
    this.#commit(result.changes);
    this.number = number;
    this.hash = hashHeader(this.crypto, {
      parent_hash: this.hash,
      number,
      state_root: NO_HASH,
      extrinsics_root: extrinsicsRoot(this.crypto, all),
      digest: { logs: [] },
    });
    this.assertInvariants();
    const { describe } = runtime.law.assembly;
    const refusals = result.outcomes.flatMap((outcome) => {
      if (outcome.ok) return [];
      const { pallet, name } = describe(outcome.error);
      return [pallet ? `${pallet}.${name}` : name];
    });
    return {
      number,
      outcomes: result.outcomes,
      events: this.#events(runtime),
      refusals,
      producerUpdates: result.producerUpdates,
    };
  }

  #events(runtime: AssembledRuntime): MadeBlock["events"] {
    const codec = vec(eventRecord(runtime.law.assembly.event));
    const raw = this.#state.get(eventsKey(this.crypto));
    return raw ? (decode(codec, raw) as Infer<typeof codec>) : [];
  }

  /** Signs one call and makes a block of it. */
  submit(key: KeyPair, pallet: string, call: string, args: Record<string, unknown>): MadeBlock {
    return this.seal([this.sign(key, { pallet, call, args })]);
  }

  /** Makes empty blocks up to and including `number`. */
  runTo(number: number): void {
    while (this.number < number) this.seal();
  }
}
