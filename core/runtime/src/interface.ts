// The runtime as the machine sees it: what `chain` calls, and nothing else of the law.

import type { Changes, DispatchErrorValue, StateReader } from "@plexus/core/frame";
import type { Hex } from "@plexus/core/scale";

export type { Changes, StateReader };

export interface RuntimeVersion {
  readonly specName: string;
  readonly implName: string;
  readonly authoringVersion: number;
  readonly specVersion: number;
  readonly implVersion: number;
  /** [8-byte id as hex, version], sorted by nothing: in order of declaration. */
  readonly apis: readonly (readonly [Hex, number])[];
  readonly transactionVersion: number;
  readonly stateVersion: number;
}

export interface Head {
  readonly number: number;
  readonly hash: Hex;
}

export interface BlockStart {
  readonly number: number;
  readonly parentHash: Hex;
  /** SCALE DigestItems. */
  readonly digest: readonly Uint8Array[];
}

export interface BlockInput extends BlockStart {
  /** Full bytes with their length prefix; the first is the bare Timestamp.set. */
  readonly extrinsics: readonly Uint8Array[];
}

export type ExtrinsicOutcome = { readonly ok: true } | { readonly ok: false; readonly error: DispatchErrorValue };

/** Something that a producer did and that costs it its bond (CometBFT's evidence). */
export interface Misbehaviour {
  /** 20 bytes: of the consensus key. */
  readonly address: Uint8Array;
  readonly height: number;
  readonly kind: "DuplicateVote" | "LightClientAttack";
}

/** What consensus adds to a block, beside transactions and time (architecture §3.5). */
export interface ConsensusFacts {
  /** Consensus address of the block's author, 20 bytes; absent where nobody proposed it (solo). */
  readonly author?: Uint8Array;
  /** Producers whose vote for the parent is missing from its commit, in the order of the set. */
  readonly absent: readonly Uint8Array[];
  readonly evidence: readonly Misbehaviour[];
  /** The author's share in the randomness of the session; its own choice, checked by the law. 32 bytes. */
  readonly beacon?: { readonly kind: "commit" | "reveal"; readonly value: Uint8Array };
}

/** Everything that enters a block without a signature. */
export interface BlockFacts {
  readonly timestampMs: bigint;
  /** Present exactly on chains whose engine is comet. */
  readonly consensus?: ConsensusFacts;
}

/** A change of a producer's power at the next possible height; 0 votes remove it. */
export interface ProducerUpdate {
  readonly consensusKey: Uint8Array;
  /** Power in CometBFT's sense: far below 2^63. */
  readonly votes: bigint;
}

export interface BlockResult {
  readonly changes: Changes;
  readonly producerUpdates: readonly ProducerUpdate[];
  /** One entry an extrinsic, in order. */
  readonly outcomes: readonly ExtrinsicOutcome[];
}

export interface ValidTransaction {
  readonly ok: true;
  readonly priority: bigint;
  readonly requires: readonly Hex[];
  readonly provides: readonly Hex[];
  /** Blocks for which the transaction stays valid. */
  readonly longevity: bigint;
  readonly propagate: boolean;
}

/** The names of sp_runtime's InvalidTransaction and UnknownTransaction; `code` only with Custom. */
export interface InvalidTransaction {
  readonly ok: false;
  readonly kind: "Invalid" | "Unknown";
  readonly name:
    | "Call"
    | "Payment"
    | "Future"
    | "Stale"
    | "BadProof"
    | "AncientBirthBlock"
    | "ExhaustsResources"
    | "Custom"
    | "BadMandatory"
    | "MandatoryValidation"
    | "BadSigner"
    | "CannotLookup"
    | "NoUnsignedValidator";
  readonly code?: number;
  /** For people: what is wrong. Never on the wire of consensus. */
  readonly message: string;
}

export type Validity = ValidTransaction | InvalidTransaction;

/** Raised by applyBlock for a block that no honest producer makes. */
export class InvalidBlock extends Error {
  override name = "InvalidBlock";
}
/** The chain has changed to rules that this program does not know: a newer release is needed from block `atBlock` on. */
export class UnknownSpecVersion extends Error {
  override name = "UnknownSpecVersion";
  readonly specVersion: number;
  readonly atBlock: number;
  readonly releaseHash: Hex | undefined;
  constructor(specVersion: number, atBlock: number, known: readonly number[], releaseHash?: Hex) {
    super(
      `block ${atBlock} runs under rules ${specVersion}; this program knows ${known.join(", ")}. Install the release ` +
        `${releaseHash ? `with hash ${releaseHash} ` : ""}and start again: the data stays as it is`,
    );
    this.specVersion = specVersion;
    this.atBlock = atBlock;
    this.releaseHash = releaseHash;
  }
}
/** `state_call` of a method that this runtime does not have. */
export class ApiNotFound extends Error {
  override name = "ApiNotFound";
}
/** `state_call` with arguments that do not decode. */
export class ApiBadArguments extends Error {
  override name = "ApiBadArguments";
}

export type Applied =
  | { readonly applicable: true; readonly outcome: ExtrinsicOutcome }
  | { readonly applicable: false; readonly validity: InvalidTransaction };

export interface BlockBuilder {
  /** Executes one extrinsic, or says why it does not belong into a block (then nothing has changed). */
  apply(extrinsic: Uint8Array): Applied;
  /** Room left, in bytes of extrinsics (10 MiB a block, 75 % of it for normal ones). */
  readonly remainingBytes: number;
  finish(): BlockResult;
}

export interface Runtime {
  readonly version: RuntimeVersion;
  metadata(version: 14 | 15): Uint8Array;
  /** The state of block 0. */
  genesis(): Changes;
  /** The bare extrinsic that sets the block's time, in ms since 1970. */
  timestampInherent(timestampMs: bigint): Uint8Array;
  /** The bare extrinsics with which a block begins. */
  inherents(facts: BlockFacts): Uint8Array[];
  /** What the bare extrinsics at the front of a block say; undefined where they are not those of `inherents`, byte for byte. */
  readInherents(extrinsics: readonly Uint8Array[]): BlockFacts | undefined;
  startBlock(parent: StateReader, start: BlockStart): BlockBuilder;
  applyBlock(parent: StateReader, input: BlockInput): BlockResult;
  validateTransaction(state: StateReader, extrinsic: Uint8Array, head: Head): Validity;
  /** Answers "Api_method". Throws ApiNotFound or ApiBadArguments. */
  call(state: StateReader, head: Head, method: string, args: Uint8Array): Uint8Array;
}
