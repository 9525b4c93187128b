/**
 * From weights and old bonds to new bonds and dividends: the classic rule (yuma.md §5.1), in which stake enters the
 * bonds, and Yuma3 (§5.2), in which it enters the dividends.
 */
import type { EpochParameters } from "./epochInput.js";
import { alphaCurve, liquidAlpha } from "./liquidAlpha.js";
import {
  divideAll,
  multiplyVectors,
  normaliseColumns,
  normaliseVector,
  scaleRows,
  sumRowsBy,
  upscaleColumns,
} from "./matrixArithmetic.js";
import { alphaOf, cellwiseAverage, movingAverage } from "./movingAverage.js";
import type { SparseMatrix } from "./sparseMatrix.js";

export interface BondInput {
  /** Stored bonds, raw u16, without the void ones. */
  readonly bonds: SparseMatrix;
  /** The weights that feed bonds, I32F32 bits. */
  readonly weights: SparseMatrix;
  readonly consensus: Float64Array;
  readonly activeStake: Float64Array;
  readonly incentive: Float64Array;
  readonly parameters: EpochParameters;
}

export interface BondOutcome {
  /** What is quantised and stored, I32F32 bits. */
  readonly stored: SparseMatrix;
  /** The new bonds normalised by column, which earn the dividends. */
  readonly shares: SparseMatrix;
  readonly dividends: Float64Array;
}

export type BondRule = (input: BondInput) => BondOutcome;

export function classicBonds(input: BondInput): BondOutcome {
  const old = normaliseColumns(input.bonds);
  const fresh = normaliseColumns(scaleRows(input.weights, input.activeStake));
  const shares = normaliseColumns(movingAverage(fresh, old, alphaOf(input.parameters.bondsMovingAverage)));
  const dividends = normaliseVector(sumRowsBy(shares, input.incentive));
  return { stored: upscaleColumns(shares), shares, dividends };
}

/** Bonds follow weights without stake; with liquid alpha each at its own pace. */
function yuma3Average(input: BondInput): SparseMatrix {
  const old = divideAll(input.bonds, 65535);
  const settings = input.parameters.liquidAlpha;
  if (settings === undefined || input.consensus.every((weight) => weight === 0)) {
    return movingAverage(input.weights, old, alphaOf(input.parameters.bondsMovingAverage));
  }
  const alpha = liquidAlpha(alphaCurve(settings));
  return cellwiseAverage(input.weights, old, (_, column, weight, bond) =>
    alpha(input.consensus[column]!, weight, bond),
  );
}

export function yuma3Bonds(input: BondInput): BondOutcome {
  const stored = yuma3Average(input);
  const shares = normaliseColumns(stored);
  const earned = sumRowsBy(shares, input.incentive);
  return { stored, shares, dividends: normaliseVector(multiplyVectors(earned, input.activeStake)) };
}
