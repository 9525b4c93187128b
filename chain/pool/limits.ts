// How much may wait, and for how long. The numbers keep the pool's memory near 30 MB and the work after a block bounded.

export interface PoolLimits {
  readyCount: number;
  readyBytes: number;
  futureCount: number;
  futureBytes: number;
  /** Waiting extrinsics of one signer, ready and future together. */
  perAccount: number;
  extrinsicBytes: number;
  /** An extrinsic that was found invalid after it had been in the pool is refused for so long. */
  banMs: number;
  banCount: number;
  /** A future extrinsic is dropped after so many blocks without its predecessor. */
  futureLifeBlocks: number;
  /** Extrinsics checked again after each block beside those that the block concerns: ~1 ms each (signature). */
  revalidatedPerBlock: number;
  /** So many extrinsics of past blocks are remembered and refused. */
  includedCount: number;
}

export const DEFAULT_LIMITS: PoolLimits = {
  readyCount: 8192,
  readyBytes: 20 * 1024 * 1024,
  futureCount: 1024,
  futureBytes: 4 * 1024 * 1024,
  perAccount: 1024,
  extrinsicBytes: 4 * 1024 * 1024,
  banMs: 60_000,
  banCount: 4096,
  futureLifeBlocks: 256,
  revalidatedPerBlock: 16,
  includedCount: 65_536,
};
