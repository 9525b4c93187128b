/** What one epoch stores and pays (yuma.md §7). u16 values stand for value / 65535, amounts are rao. */
import type { Row } from "./epochInput.js";

export interface EpochOutput {
  readonly active: boolean[];
  /** The new permits; they gate the next epoch. */
  readonly permits: boolean[];
  readonly consensus: number[];
  readonly incentive: number[];
  readonly dividends: number[];
  readonly validatorTrust: number[];
  readonly stakeWeight: number[];
  /** Rank and trust (u16) and pruning scores (u16): 2024 only, empty under rules that keep none. */
  readonly rank: number[];
  readonly trust: number[];
  readonly pruningScores: number[];
  /** To be paid, whole epoch: for serving, for validating; `emission` is what is shown. */
  readonly serverEmission: bigint[];
  readonly validatorEmission: bigint[];
  readonly emission: bigint[];
  /** Row i to store for uid i, ascending by uid; `undefined` = leave the stored row as it is, `[]` = store empty. */
  readonly bonds: (Row | undefined)[];
}
