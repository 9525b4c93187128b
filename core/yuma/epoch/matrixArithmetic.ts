/** Sums, products and normalising of sparse matrices and vectors of I32F32 bits (yuma.md §2.1, §2.2, §2.9). */
import { divideTruncated, multiplyFloor } from "../../fixed/fraction32.js";
import type { SparseMatrix } from "./sparseMatrix.js";

function requireSafe(total: number): number {
  if (total > Number.MAX_SAFE_INTEGER) throw new RangeError("sum leaves 53 bits");
  return total;
}

export function sum(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total = requireSafe(total + values[i]!);
  return total;
}

/** Divides each value by the sum; a sum of 0 leaves the zeros. Plain integers of one scale work as well as bits. */
export function normaliseVector(values: Float64Array): Float64Array {
  const total = sum(values);
  return total === 0 ? values.slice() : values.map((value) => divideTruncated(value, total));
}

/** Elementwise floored product, as long as the shorter. */
export function multiplyVectors(a: Float64Array, b: Float64Array): Float64Array {
  const product = new Float64Array(Math.min(a.length, b.length));
  for (let i = 0; i < product.length; i++) product[i] = multiplyFloor(a[i]!, b[i]!);
  return product;
}

/** Elementwise quotient, 0 where the divisor is 0. */
export function divideVectors(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => divideTruncated(value, b[i] ?? 0));
}

export function addVectors(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value + b[i]!);
}

export function rowSums(matrix: SparseMatrix): Float64Array {
  const sums = new Float64Array(matrix.rowCount);
  for (let i = 0; i < matrix.rowCount; i++) {
    let total = 0;
    for (let k = matrix.starts[i]!; k < matrix.starts[i + 1]!; k++) total += matrix.values[k]!;
    sums[i] = requireSafe(total);
  }
  return sums;
}

export function columnSums(matrix: SparseMatrix): Float64Array {
  const sums = new Float64Array(matrix.columnCount);
  for (let k = 0; k < matrix.columns.length; k++) sums[matrix.columns[k]!]! += matrix.values[k]!;
  sums.forEach(requireSafe);
  return sums;
}

export function normaliseRows(matrix: SparseMatrix): SparseMatrix {
  return divideRows(matrix, rowSums(matrix));
}

function divideRows(matrix: SparseMatrix, divisors: Float64Array): SparseMatrix {
  const values = new Float64Array(matrix.values.length);
  for (let i = 0; i < matrix.rowCount; i++) {
    const divisor = divisors[i]!;
    for (let k = matrix.starts[i]!; k < matrix.starts[i + 1]!; k++)
      values[k] = divideTruncated(matrix.values[k]!, divisor);
  }
  return { ...matrix, values };
}

function divideColumns(matrix: SparseMatrix, divisors: Float64Array): SparseMatrix {
  const values = new Float64Array(matrix.values.length);
  for (let k = 0; k < values.length; k++) values[k] = divideTruncated(matrix.values[k]!, divisors[matrix.columns[k]!]!);
  return { ...matrix, values };
}

export function normaliseColumns(matrix: SparseMatrix): SparseMatrix {
  return divideColumns(matrix, columnSums(matrix));
}

/** Divides each column by its largest value, so that this becomes 1. */
export function upscaleColumns(matrix: SparseMatrix): SparseMatrix {
  const largest = new Float64Array(matrix.columnCount);
  for (let k = 0; k < matrix.columns.length; k++) {
    const column = matrix.columns[k]!;
    if (matrix.values[k]! > largest[column]!) largest[column] = matrix.values[k]!;
  }
  return divideColumns(matrix, largest);
}

/** Multiplies row i by factor i. */
export function scaleRows(matrix: SparseMatrix, factors: Float64Array): SparseMatrix {
  const values = new Float64Array(matrix.values.length);
  for (let i = 0; i < matrix.rowCount; i++) {
    const factor = factors[i]!;
    for (let k = matrix.starts[i]!; k < matrix.starts[i + 1]!; k++)
      values[k] = multiplyFloor(matrix.values[k]!, factor);
  }
  return { ...matrix, values };
}

/** Divides every value by one number. */
export function divideAll(matrix: SparseMatrix, divisor: number): SparseMatrix {
  const values = new Float64Array(matrix.values.length);
  for (let k = 0; k < values.length; k++) values[k] = divideTruncated(matrix.values[k]!, divisor);
  return { ...matrix, values };
}

/** Per column: Σ_i factor_i · M_ij, each product floored. Rows of factor 0 cost nothing. */
export function sumColumnsBy(matrix: SparseMatrix, factors: Float64Array): Float64Array {
  const sums = new Float64Array(matrix.columnCount);
  for (let i = 0; i < matrix.rowCount; i++) {
    const factor = factors[i]!;
    if (factor === 0) continue;
    for (let k = matrix.starts[i]!; k < matrix.starts[i + 1]!; k++) {
      sums[matrix.columns[k]!]! += multiplyFloor(factor, matrix.values[k]!);
    }
  }
  sums.forEach(requireSafe);
  return sums;
}

/** Per row: Σ_j M_ij · factor_j, each product floored. */
export function sumRowsBy(matrix: SparseMatrix, factors: Float64Array): Float64Array {
  const sums = new Float64Array(matrix.rowCount);
  for (let i = 0; i < matrix.rowCount; i++) {
    let total = 0;
    for (let k = matrix.starts[i]!; k < matrix.starts[i + 1]!; k++) {
      total += multiplyFloor(matrix.values[k]!, factors[matrix.columns[k]!]!);
    }
    sums[i] = requireSafe(total);
  }
  return sums;
}
