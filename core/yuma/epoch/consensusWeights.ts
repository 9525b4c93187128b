/** Consensus weight of each column: the weighted median over the validators with active stake (yuma.md §4, step 6). */
import { divideTruncated } from "../../fixed/fraction32.js";
import { normaliseVector, sum } from "./matrixArithmetic.js";
import type { SparseMatrix } from "./sparseMatrix.js";
import { weightedMedian } from "./weightedMedian.js";

/** Columns of a matrix as lists: cells of column j are starts[j] … starts[j + 1] − 1 of `rows` and `values`. */
interface Columns {
  readonly starts: Int32Array;
  readonly rows: Int32Array;
  readonly values: Float64Array;
}

function byColumn(matrix: SparseMatrix): Columns {
  const starts = new Int32Array(matrix.columnCount + 1);
  for (let k = 0; k < matrix.columns.length; k++) starts[matrix.columns[k]! + 1]!++;
  for (let j = 0; j < matrix.columnCount; j++) starts[j + 1]! += starts[j]!;
  const next = starts.slice();
  const rows = new Int32Array(matrix.columns.length);
  const values = new Float64Array(matrix.columns.length);
  for (let i = 0; i < matrix.rowCount; i++) {
    for (let k = matrix.starts[i]!; k < matrix.starts[i + 1]!; k++) {
      const place = next[matrix.columns[k]!]!++;
      rows[place] = i;
      values[place] = matrix.values[k]!;
    }
  }
  return { starts, rows, values };
}

/** kappa / 65535 in I32F32 bits. */
export function majorityOf(kappa: number): number {
  return divideTruncated(kappa, 65535);
}

/**
 * Absent weights count as 0. Instead of listing them, the stake behind zero is taken off at once: where it exceeds the
 * minority the median is 0, else the median of the positive weights starts above it. `minority` uses the sum of the
 * normalised stakes, not 1 (§14.5).
 */
export function consensusWeights(stake: Float64Array, weights: SparseMatrix, majority: number): Float64Array {
  const consensus = new Float64Array(weights.columnCount);
  const validators = countPositive(stake);
  if (validators === 0) return consensus;
  const shares = normaliseVector(stake);
  const total = sum(shares);
  const minority = total - majority;
  const columns = byColumn(weights);
  const stakes = new Float64Array(weights.rowCount);
  const scores = new Float64Array(weights.rowCount);
  for (let j = 0; j < weights.columnCount; j++) {
    let length = 0;
    let behindZero = total;
    for (let k = columns.starts[j]!; k < columns.starts[j + 1]!; k++) {
      const voter = columns.rows[k]!;
      const score = columns.values[k]!;
      if (!(stake[voter]! > 0 && score > 0)) continue;
      behindZero -= shares[voter]!;
      stakes[length] = shares[voter]!;
      scores[length++] = score;
    }
    if (length === 0 || (length < validators && minority < behindZero)) continue;
    consensus[j] = weightedMedian(stakes, scores, length, minority, behindZero, total);
  }
  return consensus;
}

function countPositive(values: Float64Array): number {
  return values.reduce((count, value) => count + (value > 0 ? 1 : 0), 0);
}
