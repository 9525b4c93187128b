/** Which weights feed bonds (yuma.md §5.1, step 3): clipped ones, or between raw and clipped by the penalty. */
import { divideTruncated, multiplyCeiling, multiplyFloor, ONE } from "../../fixed/fraction32.js";
import { dropZeros, mergeCells, type SparseMatrix } from "./sparseMatrix.js";

/**
 * from + ratio·(to − from). A negative product floors, so its magnitude is rounded up (§14.6); cells that are not
 * positive are dropped. The ratios 0 and 1 return the matrices themselves, explicit zeros included.
 */
export function interpolate(from: SparseMatrix, to: SparseMatrix, ratio: number): SparseMatrix {
  if (ratio === 0) return from;
  if (ratio === ONE) return to;
  const { cells, first, second } = mergeCells(from, to);
  for (let k = 0; k < first.length; k++) {
    const a = first[k]!;
    const b = second[k]!;
    cells.values[k] = b >= a ? a + multiplyFloor(ratio, b - a) : a - multiplyCeiling(ratio, a - b);
  }
  return dropZeros(cells);
}

/** bondsPenalty / 65535 in I32F32 bits. */
export function penaltyOf(bondsPenalty: number): number {
  return divideTruncated(bondsPenalty, 65535);
}
