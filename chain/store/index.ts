// @plexus/chain/store: state on disk by version, blocks, proofs.

export { type BlockRecord, decodeRecord, encodeRecord } from "./blockRecord.js";
export { readBlock, readHash } from "./blockTables.js";
export { type Databases, openDatabases, readMeta } from "./databases.js";
export { DirectoryInUse } from "./directoryLock.js";
export { FAILPOINTS, type Failpoint, parseFailpoint } from "./failpoint.js";
export { ProofTooCostly } from "./historicRoot.js";
export { stateAt } from "./history.js";
export { MAX_STATE_KEY_BYTES } from "./keys.js";
export { type Entry, RestoreMismatch, StateRestore } from "./stateRestore.js";
export { StateTree, sha256, type TreeChange } from "./stateTree.js";
export {
  LEAST_KEPT_BLOCKS,
  type ProvenState,
  type Staged,
  StateUnavailable,
  Store,
  StoreCorrupt,
  type StoreOptions,
} from "./store.js";
