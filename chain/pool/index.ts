// @plexus/chain/pool: transactions waiting.

export type { PoolEntry, PoolStatus } from "./entry.js";
export { Journal, readRecords } from "./journal.js";
export { DEFAULT_LIMITS, type PoolLimits } from "./limits.js";
export { type Origin, Pool, type PoolOptions, type Prepared } from "./pool.js";
export { PoolRefusal, type Refusal } from "./refusal.js";
export { senderOf } from "./sender.js";
