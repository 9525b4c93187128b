// Shares → the u16 row that set_weights takes: the largest becomes 65535, zeros are left out, uids ascend (chain.md 2.4).

export interface WeightRow {
  uids: number[];
  values: number[];
}

const MAX_WEIGHT = 65_535;

/** Undefined when no share is above zero: then there is nothing to say on chain. */
export function weightRow(shareByUid: ReadonlyMap<number, number>): WeightRow | undefined {
  let largest = 0;
  for (const [uid, share] of shareByUid) {
    if (!Number.isInteger(uid) || uid < 0 || uid > MAX_WEIGHT) throw new RangeError(`bad uid ${uid}`);
    if (!(share >= 0) || !Number.isFinite(share)) throw new RangeError(`bad share ${share} of uid ${uid}`);
    largest = Math.max(largest, share);
  }
  if (largest === 0) return undefined;
  const row = [...shareByUid]
    .map(([uid, share]) => ({ uid, value: Math.round((share / largest) * MAX_WEIGHT) }))
    .filter(({ value }) => value > 0)
    .sort((a, b) => a.uid - b.uid);
  return { uids: row.map(({ uid }) => uid), values: row.map(({ value }) => value) };
}
