// @plexus/chain/store: state on disk by version, blocks, proofs.

export { type BlockRecord, decodeRecord, encodeRecord } from "./blockRecord.js";
export { readBlock, readHash, readPlace } from "./blockTables.js";
export { type Databases, openDatabases, readMeta } from "./databases.js";
export { DirectoryInUse, lockDirectory } from "./directoryLock.js";
export { FAILPOINTS, type Failpoint, parseFailpoint } from "./failpoint.js";
export { ProofTooCostly } from "./historicRoot.js";
export { readPrevious, stateAt } from "./history.js";
export { heightKey, historyKey, MAX_STATE_KEY_BYTES } from "./keys.js";
export { keysCodec } from "./prune.js";
export { type Entry, RestoreMismatch, StateRestore } from "./stateRestore.js";
export { StateTree, sha256, type TreeChange } from "./stateTree.js";
export {
  LEAST_KEPT_BLOCKS,
  type ProvenState,
  type Staged,
  StateUnavailable,
  Store,
  type StoreOptions,
} from "./store.js";
export { StoreCorrupt } from "./storeCorrupt.js";
