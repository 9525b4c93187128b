/**
 * The stake-weighted median by quick-select (yuma.md §4.1): the largest score that at least the majority of stake
 * supports; on an exact boundary the upper score wins. All comparisons are on I32F32 bits.
 */

/**
 * Median of scores[0 … length), which with `stakes` is overwritten. `low` is the stake below the list, `high` the stake
 * up to its end; 0 for an empty list.
 */
export function weightedMedian(
  stakes: Float64Array,
  scores: Float64Array,
  length: number,
  minority: number,
  low: number,
  high: number,
): number {
  let below = low;
  let upTo = high;
  let count = length;
  while (count > 1) {
    const pivot = scores[count >> 1]!;
    let lower = 0;
    let upper = 0;
    for (let i = 0; i < count; i++) {
      if (scores[i]! < pivot) lower += stakes[i]!;
      else if (scores[i]! > pivot) upper += stakes[i]!;
    }
    if (minority < below + lower) {
      upTo = below + lower;
      count = keepLower(stakes, scores, count, pivot);
    } else if (upTo - upper <= minority) {
      below = upTo - upper;
      count = keepUpper(stakes, scores, count, pivot);
    } else {
      return pivot;
    }
    if (count === 0) return pivot;
  }
  return count === 0 ? 0 : scores[0]!;
}

/** Moves the items below the pivot to the front, in order; returns how many. */
function keepLower(stakes: Float64Array, scores: Float64Array, count: number, pivot: number): number {
  let kept = 0;
  for (let i = 0; i < count; i++) {
    if (scores[i]! >= pivot) continue;
    stakes[kept] = stakes[i]!;
    scores[kept++] = scores[i]!;
  }
  return kept;
}

/** Moves the items above the pivot to the front, in order; returns how many. */
function keepUpper(stakes: Float64Array, scores: Float64Array, count: number, pivot: number): number {
  let kept = 0;
  for (let i = 0; i < count; i++) {
    if (scores[i]! <= pivot) continue;
    stakes[kept] = stakes[i]!;
    scores[kept++] = scores[i]!;
  }
  return kept;
}
