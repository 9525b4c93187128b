/** New validator permits: the k neurons with most stake, ties to the higher uid (yuma.md §3.2, §14.4). */

/** True for the k largest values; all where k exceeds their number. The stable ascending sort settles ties. */
export function topPermits(values: ArrayLike<number>, k: number): boolean[] {
  const order = Array.from({ length: values.length }, (_, uid) => uid);
  if (values.length < k) return order.map(() => true);
  const chosen = order.map(() => false);
  order.sort((a, b) => values[a]! - values[b]!);
  for (const uid of order.slice(values.length - k)) chosen[uid] = true;
  return chosen;
}

/** A permit held whatever the stake: the owner's, where the rules know one. */
export function withOwner(permits: readonly boolean[], ownerUid: number | undefined): boolean[] {
  return permits.map((permit, uid) => permit || uid === ownerUid);
}
