/** Weights cut to consensus: min(W_ij, C_j); what is cut to 0 vanishes (yuma.md §4, step 7). */
import type { SparseMatrix } from "./sparseMatrix.js";

/** An explicit zero stays; a positive weight on a consensus of 0 goes. */
export function clipToConsensus(weights: SparseMatrix, consensus: Float64Array): SparseMatrix {
  const starts = new Int32Array(weights.rowCount + 1);
  const columns = new Int32Array(weights.columns.length);
  const values = new Float64Array(weights.values.length);
  let end = 0;
  for (let i = 0; i < weights.rowCount; i++) {
    for (let k = weights.starts[i]!; k < weights.starts[i + 1]!; k++) {
      const limit = consensus[weights.columns[k]!]!;
      const value = weights.values[k]!;
      if (value > 0 && limit === 0) continue;
      columns[end] = weights.columns[k]!;
      values[end++] = value > limit ? limit : value;
    }
    starts[i + 1] = end;
  }
  return { ...weights, starts, columns: columns.subarray(0, end), values: values.subarray(0, end) };
}
