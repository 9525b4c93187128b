/** Which block runs a subnet's epoch (yuma.md §8): by block number alone in 2024, by state in 2026. */
const U64_MAX = (1n << 64n) - 1n;
const NEVER_2024 = 1000n;
const LONGEST_WAIT_BLOCKS = 50400n;

/** Blocks until the next epoch under 2024's rule; 0 = this block. Tempo 0 never runs and answers 1000. */
export function blocksUntilEpoch2024(netuid: number, tempo: bigint, block: bigint): bigint {
  return tempo === 0n ? NEVER_2024 : tempo - ((block + BigInt(netuid) + 1n) % (tempo + 1n));
}

/** How many of the loaded emission tuples one block would pay: a rule of 2024 that its drain never used. */
export function tuplesToDrain(netuid: number, tempo: bigint, block: bigint, remaining: bigint): bigint {
  const half = blocksUntilEpoch2024(netuid, tempo, block) / 2n;
  return half === 0n || tempo / 2n === 0n ? remaining : remaining / half;
}

export interface EpochSchedule2026 {
  readonly tempo: bigint;
  readonly lastEpochBlock: bigint;
  /** 0 = none pending. */
  readonly pendingEpochAt: bigint;
  readonly blocksSinceLastStep: bigint;
}

/** Blocks until the automatic epoch under 2026's rule; 2^64 − 1 where tempo is 0. */
export function blocksUntilAutoEpoch(lastEpochBlock: bigint, tempo: bigint, block: bigint): bigint {
  if (tempo === 0n) return U64_MAX;
  const due = lastEpochBlock + tempo;
  return due > block ? due - block : 0n;
}

export function isEpochDue2026(schedule: EpochSchedule2026, block: bigint): boolean {
  if (schedule.tempo === 0n) return false;
  const pending = schedule.pendingEpochAt > 0n && block >= schedule.pendingEpochAt;
  const overdue = schedule.blocksSinceLastStep > LONGEST_WAIT_BLOCKS;
  return pending || overdue || blocksUntilAutoEpoch(schedule.lastEpochBlock, schedule.tempo, block) === 0n;
}
