/**
 * The eras as values: an epoch runs under one set of rules and never asks which year it is (architecture.md §3.3;
 * the differences are those of yuma.md §3.2, §4, §5.1 and §7).
 */
import { dropBondsOnNewcomers, dropOutdatedBonds } from "./bondMasks.js";
import { type BondRule, classicBonds, yuma3Bonds } from "./bondRules.js";
import { interpolate, penaltyOf } from "./bondWeights.js";
import type { EpochInput, EpochParameters, Row } from "./epochInput.js";
import type { SparseMatrix } from "./sparseMatrix.js";

export interface EpochRules {
  readonly name: string;
  /** The uid that keeps permit, self weight and stake below the threshold; undefined = nobody does. */
  readonly privilegedUid: (input: EpochInput) => number | undefined;
  /** Whether a neuron without stake may hold a permit where there is room. */
  readonly permitNeedsStake: boolean;
  /** Whether rank, trust and pruning scores are computed and kept. */
  readonly keepsTrust: boolean;
  readonly dropVoidBonds: (bonds: SparseMatrix, input: EpochInput) => SparseMatrix;
  /** The weights that feed bonds, between the normalised and the clipped ones. */
  readonly weightsForBonds: (weights: SparseMatrix, clipped: SparseMatrix, parameters: EpochParameters) => SparseMatrix;
  readonly bondRule: (parameters: EpochParameters) => BondRule;
  /** What becomes of the bond row of a neuron without new permit; undefined = it stays as stored. */
  readonly rowWithoutPermit: (hadPermit: boolean) => Row | undefined;
}

/** Mainnet in January 2024 (spec 141). */
export const ERA_2024: EpochRules = {
  name: "2024",
  privilegedUid: () => undefined,
  permitNeedsStake: false,
  keepsTrust: true,
  dropVoidBonds: dropOutdatedBonds,
  weightsForBonds: (_, clipped) => clipped,
  bondRule: () => classicBonds,
  rowWithoutPermit: (hadPermit) => (hadPermit ? [] : undefined),
};

/** Mainnet in June 2026 (spec 425). */
export const ERA_2026: EpochRules = {
  name: "2026",
  privilegedUid: (input) => input.ownerUid,
  permitNeedsStake: true,
  keepsTrust: false,
  dropVoidBonds: dropBondsOnNewcomers,
  weightsForBonds: (weights, clipped, parameters) =>
    interpolate(weights, clipped, penaltyOf(parameters.bondsPenalty ?? 65535)),
  bondRule: (parameters) => (parameters.yuma3 === true ? yuma3Bonds : classicBonds),
  rowWithoutPermit: () => [],
};
