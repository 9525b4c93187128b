/** Exponential moving averages of bonds (yuma.md §5.1, steps 5–6; §5.2, step 3). */
import { divideTruncated, multiplyFloor, ONE } from "../../fixed/fraction32.js";
import { dropZeros, mergeCells, type SparseMatrix } from "./sparseMatrix.js";

const MILLION = 1_000_000;

/**
 * 1 − bondsMovingAverage / 1e6: the ratio is cut to 32 bits before it is subtracted, so 900000 gives 429496730. The
 * storage can hold more than a million, for which the law has no meaning; it counts as a million (bonds stand still),
 * so that no parameter can stop a block.
 */
export function alphaOf(bondsMovingAverage: number): number {
  return ONE - divideTruncated(Math.min(bondsMovingAverage, MILLION), MILLION);
}

/** alpha·fresh + (1 − alpha)·old over the union of cells, each product floored; zeros are dropped. */
export function movingAverage(fresh: SparseMatrix, old: SparseMatrix, alpha: number): SparseMatrix {
  const keep = ONE - alpha;
  const { cells, first, second } = mergeCells(fresh, old);
  for (let k = 0; k < first.length; k++) {
    cells.values[k] = multiplyFloor(alpha, first[k]!) + multiplyFloor(keep, second[k]!);
  }
  return dropZeros(cells);
}

/**
 * min(1, (1 − a)·old + a·fresh) with its own alpha a for every cell, and only where `fresh` has a cell: a bond whose
 * weight entry is absent is dropped, an explicit zero lets it decay (§14.7).
 */
export function cellwiseAverage(
  fresh: SparseMatrix,
  old: SparseMatrix,
  alphaAt: (row: number, column: number, fresh: number, old: number) => number,
): SparseMatrix {
  const values = new Float64Array(fresh.values.length);
  const oldRow = new Float64Array(old.columnCount);
  for (let i = 0; i < fresh.rowCount; i++) {
    for (let k = old.starts[i]!; k < old.starts[i + 1]!; k++) oldRow[old.columns[k]!] = old.values[k]!;
    for (let k = fresh.starts[i]!; k < fresh.starts[i + 1]!; k++) {
      const column = fresh.columns[k]!;
      const before = oldRow[column]!;
      const alpha = alphaAt(i, column, fresh.values[k]!, before);
      const after = multiplyFloor(ONE - alpha, before) + multiplyFloor(alpha, fresh.values[k]!);
      values[k] = after > ONE ? ONE : after;
    }
    for (let k = old.starts[i]!; k < old.starts[i + 1]!; k++) oldRow[old.columns[k]!] = 0;
  }
  return dropZeros({ ...fresh, values });
}
