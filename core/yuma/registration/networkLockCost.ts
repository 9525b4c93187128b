/** What creating a subnet locks: doubles with each creation, falls linearly until the next (chain.md §2.3). */
const U64_MAX = (1n << 64n) - 1n;

export interface NetworkLock {
  readonly lastLockRao: bigint;
  readonly minLockRao: bigint;
  /** Block of the last creation; 0 = none through this path yet. */
  readonly lastLockBlock: bigint;
  readonly reductionIntervalBlocks: bigint;
  readonly currentBlock: bigint;
}

/** max(min, last·mult − floor(last / interval)·elapsed), saturating at u64. An interval of 0 never reduces. */
export function networkLockCost(lock: NetworkLock): bigint {
  const doubled = lock.lastLockRao * (lock.lastLockBlock === 0n ? 1n : 2n);
  const perBlock = lock.reductionIntervalBlocks === 0n ? 0n : lock.lastLockRao / lock.reductionIntervalBlocks;
  const elapsed = lock.currentBlock > lock.lastLockBlock ? lock.currentBlock - lock.lastLockBlock : 0n;
  const cost = (doubled > U64_MAX ? U64_MAX : doubled) - perBlock * elapsed;
  return cost > lock.minLockRao ? cost : lock.minLockRao;
}
