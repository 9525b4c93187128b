// The constitution as a chainspec writes it. What it leaves out comes from the default constitution of the chain's type.

import type { TrackName } from "./shapes.js";

export interface TrackSpec {
  /** rao, decimal text: what a proposal puts down, and gets back unless it is spam. */
  readonly depositRao: string;
  /** Blocks in which people vote. */
  readonly decisionPeriodBlocks: number;
  /** Blocks for which threshold and quorum must be met without a break. */
  readonly confirmPeriodBlocks: number;
  /** Blocks from decision to effect, in which stakers may leave. */
  readonly enactmentDelayBlocks: number;
  /** Share of all root stake that must vote. */
  readonly quorumPermille: number;
  /** [part of the decision period gone, approval needed], permille, from 0 to 1000; straight lines between. */
  readonly approvalPermille: readonly (readonly [at: number, approval: number])[];
  /** Below this share of all root stake in ayes, a rejected proposal's deposit burns. */
  readonly spamFloorPermille: number;
  /** Proposals open to votes at a time, and proposals that may wait. */
  readonly maxDeciding: number;
  readonly maxQueued: number;
}

export interface ParameterSpec {
  readonly track: TrackName;
  /** Decimal text; for a yes or no, 0 and 1. */
  readonly minimum: string;
  readonly maximum: string;
}

export interface ConstitutionSpec {
  readonly lockPeriodBlocks?: number;
  readonly tracks?: { readonly [K in TrackName]?: Partial<TrackSpec> };
  /** By pallet and storage item: "SubtensorModule.Tempo". null: not governable on this chain. */
  readonly parameters?: Readonly<Record<string, ParameterSpec | null>>;
  /** Calls that set no parameter: "Upgrades.schedule". null: on no track. */
  readonly calls?: Readonly<Record<string, TrackName | null>>;
}
