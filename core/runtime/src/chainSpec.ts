// A chain is one document: who it is, and the typed state of its block 0 (target.md §1). `chain` reads and checks the
// file; this is its meaning.

import type { ChainFacts } from "@plexus/core/frame";

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

export interface ChainSpec {
  readonly id: string;
  readonly name: string;
  readonly chainType: ChainFacts["chainType"];
  readonly properties: { readonly ss58Format: 42; readonly tokenDecimals: 9; readonly tokenSymbol: "TAO" };
  readonly blockTimeMs: number;
  readonly loopbackAxons: boolean;
  readonly emissionPolicy: ChainFacts["emissionPolicy"];
  readonly genesis: {
    /** [SS58, rao as decimal text]. */
    readonly balances: readonly (readonly [address: string, rao: string])[];
    /** Development chains only. */
    readonly sudo?: string;
    readonly subnets: readonly SubnetGenesis[];
    readonly parameters?: Readonly<Record<string, number | string>>;
  };
}

export function factsOf(spec: ChainSpec): ChainFacts {
  const { chainType, blockTimeMs, loopbackAxons, emissionPolicy } = spec;
  return { chainType, blockTimeMs, loopbackAxons, emissionPolicy };
}
