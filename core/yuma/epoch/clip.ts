/** Weights cut to consensus: min(W_ij, C_j); what is cut to 0 vanishes (yuma.md §4, step 7). */
import { mapCells, selectCells, type SparseMatrix } from "./sparseMatrix.js";

export function clipToConsensus(weights: SparseMatrix, consensus: Float64Array): SparseMatrix {
  const supported = selectCells(weights, (_, column, value) => value === 0 || consensus[column]! > 0);
  return mapCells(supported, (_, column, value) => (value > consensus[column]! ? consensus[column]! : value));
}
