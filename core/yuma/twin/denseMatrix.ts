/**
 * Dense matrices and vectors of I32F32 bits as bigints, for the twin and the vectors; used by tests only. `undefined`
 * is a cell that is not there, which the law tells apart from an explicit zero. Saturating like the law of 2026.
 */
import { safeDivide, saturatingAdd, saturatingMultiply, saturatingSubtract } from "../../fixed/arithmetic.js";
import { I32F32 } from "../../fixed/format.js";

export type DenseRow = (bigint | undefined)[];
export type Dense = DenseRow[];

export const times = (a: bigint, b: bigint): bigint => saturatingMultiply(I32F32, a, b);
export const over = (a: bigint, b: bigint): bigint => safeDivide(I32F32, a, b);
export const plus = (a: bigint, b: bigint): bigint => saturatingAdd(I32F32, a, b);
export const minus = (a: bigint, b: bigint): bigint => saturatingSubtract(I32F32, a, b);
export const ONE_BITS = 1n << 32n;

export const total = (row: readonly (bigint | undefined)[]): bigint =>
  row.reduce<bigint>((sum, value) => plus(sum, value ?? 0n), 0n);

export function mapDense(matrix: Dense, change: (value: bigint, i: number, j: number) => bigint | undefined): Dense {
  return matrix.map((row, i) => row.map((value, j) => (value === undefined ? undefined : change(value, i, j))));
}

export const column = (matrix: Dense, j: number): DenseRow => matrix.map((row) => row[j]);

export function normaliseList(values: readonly bigint[]): bigint[] {
  const sum = total(values);
  return values.map((value) => (sum === 0n ? value : over(value, sum)));
}

export function rowNormalise(matrix: Dense): Dense {
  const sums = matrix.map(total);
  return mapDense(matrix, (value, i) => (sums[i] === 0n ? value : over(value, sums[i]!)));
}

export function columnNormalise(matrix: Dense): Dense {
  const sums = (matrix[0] ?? []).map((_, j) => total(column(matrix, j)));
  return mapDense(matrix, (value, _, j) => (sums[j] === 0n ? value : over(value, sums[j]!)));
}

export function columnUpscale(matrix: Dense): Dense {
  const largest = (matrix[0] ?? []).map((_, j) =>
    column(matrix, j).reduce<bigint>((best, value) => (value !== undefined && value > best ? value : best), 0n),
  );
  return mapDense(matrix, (value, _, j) => (largest[j] === 0n ? value : over(value, largest[j]!)));
}

/** Σ_i factor_i·M_ij per column. */
export function columnDot(matrix: Dense, factors: readonly bigint[], width: number): bigint[] {
  return Array.from({ length: width }, (_, j) =>
    matrix.reduce<bigint>((sum, row, i) => plus(sum, times(factors[i]!, row[j] ?? 0n)), 0n),
  );
}

/** Σ_j M_ij·factor_j per row. */
export function rowDot(matrix: Dense, factors: readonly bigint[]): bigint[] {
  return matrix.map((row) => row.reduce<bigint>((sum, value, j) => plus(sum, times(value ?? 0n, factors[j]!)), 0n));
}

export function clipColumns(matrix: Dense, limits: readonly bigint[]): Dense {
  return mapDense(matrix, (value, _, j) => {
    if (value <= limits[j]!) return value;
    return limits[j] === 0n ? undefined : limits[j];
  });
}

/** Merges over the union of cells; results that are not positive vanish. */
export function merge(a: Dense, b: Dense, combine: (a: bigint, b: bigint) => bigint): Dense {
  return a.map((row, i) =>
    row.map((_, j) => {
      const left = a[i]![j];
      const right = b[i]![j];
      if (left === undefined && right === undefined) return undefined;
      const value = combine(left ?? 0n, right ?? 0n);
      return value > 0n ? value : undefined;
    }),
  );
}

export function blend(from: Dense, to: Dense, ratio: bigint): Dense {
  if (ratio === 0n) return from;
  if (ratio === ONE_BITS) return to;
  return merge(from, to, (a, b) => plus(a, times(ratio, minus(b, a))));
}

export function average(fresh: Dense, old: Dense, alpha: bigint): Dense {
  const rest = minus(ONE_BITS, alpha);
  return merge(fresh, old, (a, b) => plus(times(alpha, a), times(rest, b)));
}

/** Only where `fresh` has a cell, each with its own alpha, at most 1. */
export function averageByCell(fresh: Dense, old: Dense, alpha: (i: number, j: number) => bigint): Dense {
  return mapDense(fresh, (value, i, j) => {
    const a = alpha(i, j);
    const kept = times(minus(ONE_BITS, a), old[i]![j] ?? 0n);
    const gained = times(a, value);
    const sum = plus(kept, gained > 0n ? gained : 0n);
    const result = sum > ONE_BITS ? ONE_BITS : sum;
    return result > 0n ? result : undefined;
  });
}

/** Scores sorted upwards; the first whose stake, with all below it, exceeds the minority. */
export function medianBySorting(
  stakes: readonly bigint[],
  scores: readonly bigint[],
  minority: bigint,
  low: bigint,
): bigint {
  const order = scores
    .map((_, i) => i)
    .sort((a, b) => (scores[a]! < scores[b]! ? -1 : scores[a]! > scores[b]! ? 1 : 0));
  let below = low;
  for (const i of order) {
    below += stakes[i]!;
    const last = order[order.length - 1] === i;
    if (minority < below || last) return scores[i]!;
  }
  return 0n;
}

export function medianOfColumns(stake: readonly bigint[], matrix: Dense, width: number, majority: bigint): bigint[] {
  const voters = stake.flatMap((share, i) => (share > 0n ? [i] : []));
  const shares = normaliseList(voters.map((i) => stake[i]!));
  const minority = minus(total(shares), majority);
  return Array.from({ length: width }, (_, j) =>
    medianBySorting(
      shares,
      voters.map((i) => matrix[i]![j] ?? 0n),
      minority,
      0n,
    ),
  );
}
