// @plexus/chain/store: state on disk by version, blocks, proofs.

export type { BlockRecord } from "./blockRecord.js";
export { DirectoryInUse } from "./directoryLock.js";
export { FAILPOINTS, type Failpoint, parseFailpoint } from "./failpoint.js";
export { LEAST_KEPT_BLOCKS, type Staged, StateUnavailable, Store, StoreCorrupt, type StoreOptions } from "./store.js";
