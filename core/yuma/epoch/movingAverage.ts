/** Exponential moving averages of bonds (yuma.md §5.1, steps 5–6; §5.2, step 3). */
import { multiplyFloor, ONE } from "../../fixed/fraction32.js";
import { mergeCells, selectCells, mapCells, type SparseMatrix } from "./sparseMatrix.js";

/** 1 − bondsMovingAverage / 1e6: the ratio is cut to 32 bits before it is subtracted, so 900000 gives 429496730. */
export function alphaOf(bondsMovingAverage: number): number {
  return ONE - Number((BigInt(bondsMovingAverage) << 32n) / 1_000_000n);
}

/** alpha·fresh + (1 − alpha)·old over the union of cells, each product floored; zeros are dropped. */
export function movingAverage(fresh: SparseMatrix, old: SparseMatrix, alpha: number): SparseMatrix {
  const keep = ONE - alpha;
  return mergeCells(fresh, old, (a, b) => multiplyFloor(alpha, a) + multiplyFloor(keep, b));
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
  const oldRow = new Float64Array(old.columnCount);
  let loaded = -1;
  const load = (row: number): void => {
    if (loaded >= 0) for (let k = old.starts[loaded]!; k < old.starts[loaded + 1]!; k++) oldRow[old.columns[k]!] = 0;
    for (let k = old.starts[row]!; k < old.starts[row + 1]!; k++) oldRow[old.columns[k]!] = old.values[k]!;
    loaded = row;
  };
  const averaged = mapCells(fresh, (row, column, value) => {
    if (row !== loaded) load(row);
    const before = oldRow[column]!;
    const alpha = alphaAt(row, column, value, before);
    const after = multiplyFloor(ONE - alpha, before) + multiplyFloor(alpha, value);
    return after > ONE ? ONE : after;
  });
  return selectCells(averaged, (_, __, value) => value > 0);
}
