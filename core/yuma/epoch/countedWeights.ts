/** The weights that count, each row normalised to I32F32 bits (yuma.md §4, steps 1–4). */
import type { EpochInput } from "./epochInput.js";
import { normaliseRows } from "./matrixArithmetic.js";
import { fromRows, selectCells, type SparseMatrix } from "./sparseMatrix.js";

/** Drops rows without permit. */
export function dropRows(matrix: SparseMatrix, permits: readonly boolean[]): SparseMatrix {
  return selectCells(matrix, (row) => permits[row] === true);
}

/** Drops weights for oneself, except the owner's. */
export function dropDiagonal(matrix: SparseMatrix, ownerUid: number | undefined): SparseMatrix {
  return selectCells(matrix, (row, column) => row !== column || row === ownerUid);
}

/** Drops the cells (i, j) for which the predicate of rowValues[i], columnValues[j] holds. */
export function dropWhere(
  matrix: SparseMatrix,
  rowValues: readonly (number | undefined)[],
  columnValues: readonly number[],
  isVoid: (rowValue: number | undefined, columnValue: number) => boolean,
): SparseMatrix {
  return selectCells(matrix, (row, column) => !isVoid(rowValues[row], columnValues[column]!));
}

/**
 * A weight is void when it is not younger than the registration of its target, or, under commit-reveal, when it was
 * committed before it: the target is then not the neuron that was judged.
 */
export function countedWeights(
  input: EpochInput,
  permits: readonly boolean[],
  ownerUid: number | undefined,
): SparseMatrix {
  const stored = fromRows(input.weights, input.stake.length);
  const others = dropDiagonal(dropRows(stored, permits), ownerUid);
  const fresh = dropWhere(others, input.lastUpdate, input.registeredAt, (update, born) => (update ?? 0) <= born);
  const { commitBlocks } = input;
  const counted = commitBlocks === undefined
    ? fresh
    : dropWhere(fresh, commitBlocks, input.registeredAt, (commit, born) => commit !== undefined && commit < born);
  return normaliseRows(counted);
}
