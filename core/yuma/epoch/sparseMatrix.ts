/**
 * A sparse matrix by rows, columns ascending within a row, of non-negative integer Numbers: raw u16 values or I32F32
 * bits. Steps never change a matrix; they make a new one. An explicit zero is a cell (yuma.md §5.2: it decays a bond).
 */
import type { Row } from "./epochInput.js";

export interface SparseMatrix {
  readonly rowCount: number;
  readonly columnCount: number;
  /** Cells of row i are starts[i] … starts[i + 1] − 1. */
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

function isAscending(row: Row): boolean {
  for (let k = 1; k < row.length; k++) if (row[k]![0] <= row[k - 1]![0]) return false;
  return true;
}

/** From rows of [column, value]; columns past columnCount are dropped. Throws RangeError on a repeated column. */
export function fromRows(rows: readonly Row[], columnCount: number): SparseMatrix {
  const starts = new Int32Array(rows.length + 1);
  const capacity = rows.reduce((sum, row) => sum + row.length, 0);
  const columns = new Int32Array(capacity);
  const values = new Float64Array(capacity);
  let end = 0;
  for (let i = 0; i < rows.length; i++) {
    const stored = rows[i]!;
    const row = isAscending(stored) ? stored : [...stored].sort((a, b) => a[0] - b[0]);
    for (let k = 0; k < row.length; k++) {
      const column = row[k]![0];
      const value = row[k]![1];
      if (column >= columnCount) continue;
      if (!Number.isInteger(column) || column < 0) throw new RangeError(`not a column: ${column}`);
      if (end > starts[i]! && columns[end - 1] === column) throw new RangeError(`column ${column} twice in row ${i}`);
      if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`not a value: ${value}`);
      columns[end] = column;
      values[end++] = value;
    }
    starts[i + 1] = end;
  }
  return {
    rowCount: rows.length,
    columnCount,
    starts,
    columns: columns.subarray(0, end),
    values: values.subarray(0, end),
  };
}

export function toRows(matrix: SparseMatrix): [column: number, value: number][][] {
  return Array.from({ length: matrix.rowCount }, (_, i) => {
    const row: [number, number][] = [];
    for (let k = matrix.starts[i]!; k < matrix.starts[i + 1]!; k++) row.push([matrix.columns[k]!, matrix.values[k]!]);
    return row;
  });
}

/** Keeps the cells that the predicate accepts. (It is not given the value: passing doubles to closures costs most.) */
export function selectCells(matrix: SparseMatrix, keep: (row: number, column: number) => boolean): SparseMatrix {
  const starts = new Int32Array(matrix.rowCount + 1);
  const columns = new Int32Array(matrix.columns.length);
  const values = new Float64Array(matrix.values.length);
  let end = 0;
  for (let i = 0; i < matrix.rowCount; i++) {
    for (let k = matrix.starts[i]!; k < matrix.starts[i + 1]!; k++) {
      if (!keep(i, matrix.columns[k]!)) continue;
      columns[end] = matrix.columns[k]!;
      values[end++] = matrix.values[k]!;
    }
    starts[i + 1] = end;
  }
  return { ...matrix, starts, columns: columns.subarray(0, end), values: values.subarray(0, end) };
}

/** Keeps the cells whose value is positive. */
export function dropZeros(matrix: SparseMatrix): SparseMatrix {
  const starts = new Int32Array(matrix.rowCount + 1);
  const columns = new Int32Array(matrix.columns.length);
  const values = new Float64Array(matrix.values.length);
  let end = 0;
  for (let i = 0; i < matrix.rowCount; i++) {
    for (let k = matrix.starts[i]!; k < matrix.starts[i + 1]!; k++) {
      if (matrix.values[k]! <= 0) continue;
      columns[end] = matrix.columns[k]!;
      values[end++] = matrix.values[k]!;
    }
    starts[i + 1] = end;
  }
  return { ...matrix, starts, columns: columns.subarray(0, end), values: values.subarray(0, end) };
}

/** The union of the cells of two matrices, with both values (absent = 0). */
export interface MergedCells {
  readonly cells: SparseMatrix;
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/** Merges row by row; `cells` has the values still to be set, as its caller's rule says. */
export function mergeCells(first: SparseMatrix, second: SparseMatrix): MergedCells {
  if (first.rowCount !== second.rowCount) throw new RangeError("matrices of different height");
  const capacity = first.columns.length + second.columns.length;
  const starts = new Int32Array(first.rowCount + 1);
  const columns = new Int32Array(capacity);
  const firstValues = new Float64Array(capacity);
  const secondValues = new Float64Array(capacity);
  let end = 0;
  for (let i = 0; i < first.rowCount; i++) {
    let a = first.starts[i]!;
    let b = second.starts[i]!;
    const aEnd = first.starts[i + 1]!;
    const bEnd = second.starts[i + 1]!;
    while (a < aEnd || b < bEnd) {
      const aColumn = a < aEnd ? first.columns[a]! : first.columnCount;
      const bColumn = b < bEnd ? second.columns[b]! : first.columnCount;
      columns[end] = aColumn < bColumn ? aColumn : bColumn;
      if (aColumn <= bColumn) firstValues[end] = first.values[a++]!;
      if (bColumn <= aColumn) secondValues[end] = second.values[b++]!;
      end++;
    }
    starts[i + 1] = end;
  }
  return {
    cells: { ...first, starts, columns: columns.subarray(0, end), values: new Float64Array(end) },
    first: firstValues.subarray(0, end),
    second: secondValues.subarray(0, end),
  };
}
