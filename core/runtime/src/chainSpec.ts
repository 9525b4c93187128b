// A chain is one document: who it is, and the typed state of its block 0 (target.md §1). `chain` reads and checks the
// file; this is its meaning.

import type { ChainFacts } from "@plexus/core/frame";
import type { Hex } from "@plexus/core/scale";
import type { ConstitutionSpec } from "./pallets/governance/constitutionSpec.js";
import { FIRST_SPEC_VERSION } from "./version.js";

export interface SubnetGenesis {
  readonly netuid: number;
  readonly tempo: number;
  /** SS58. Unowned subnets take no owner's cut. */
  readonly owner?: string;
  readonly ownerHotkey?: string;
  /** Rao issued to the subnet each block from block 1 on; the root epoch replaces it (stable.md 10). */
  readonly emissionPerBlockRao?: string;
  /** Values that differ from those of a new subnet, by the name of the parameter. */
  readonly parameters?: Readonly<Record<string, number | string | boolean>>;
}

export interface ProducerGenesis {
  /** SS58. */
  readonly hotkey: string;
  readonly coldkey: string;
  /** ed25519, 32 bytes. */
  readonly consensusKey: Hex;
  readonly bondRao: string;
  /** The coldkey's own stake on the hotkey. */
  readonly stakeRao: string;
}

export interface ChainSpec {
  readonly id: string;
  readonly name: string;
  readonly chainType: ChainFacts["chainType"];
  readonly properties: { readonly ss58Format: 42; readonly tokenDecimals: 9; readonly tokenSymbol: "TAO" };
  readonly blockTimeMs: number;
  readonly loopbackAxons: boolean;
  readonly emissionPolicy: ChainFacts["emissionPolicy"];
  /** The rules of block 0 (rules.ts). Absent in specs of the first release: 461. */
  readonly specVersion?: number;
  /** Absent: solo. */
  readonly engine?: "comet";
  /** Time of CometBFT's first block, ms since 1970: the same on every node. Where engine is comet. */
  readonly genesisTimeMs?: number;
  readonly genesis: {
    /** [SS58, rao as decimal text]. */
    readonly balances: readonly (readonly [address: string, rao: string])[];
    /** Development chains only. */
    readonly sudo?: string;
    readonly subnets: readonly SubnetGenesis[];
    readonly parameters?: Readonly<Record<string, number | string>>;
    /** The first producers, on root and bonded from block 0 on. */
    readonly producers?: readonly ProducerGenesis[];
    /** What governance may change, and how it decides; what it leaves out is the default of the chain's type. */
    readonly constitution?: ConstitutionSpec;
    /** Parameters of pallet Producers that differ from those of the chain's type, by name; decimal text for amounts. */
    readonly producerParameters?: Readonly<Record<string, number | string>>;
  };
}

export function factsOf(spec: ChainSpec): ChainFacts {
  const { chainType, blockTimeMs, loopbackAxons, emissionPolicy } = spec;
  return { chainType, blockTimeMs, loopbackAxons, emissionPolicy, engine: spec.engine ?? "solo" };
}

/** The rules under which the chain began. */
export const genesisVersionOf = (spec: ChainSpec): number => spec.specVersion ?? FIRST_SPEC_VERSION;
