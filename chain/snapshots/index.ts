// @plexus/chain/snapshots: the state of one height as chunks that newcomers fetch, made, kept, offered and restored.

export { SNAPSHOT_LIMITS } from "./limits.js";
export { BadManifest, contentBytes, decodeManifest, SNAPSHOT_FORMAT, type SnapshotManifest } from "./manifest.js";
export { unpack } from "./packing.js";
export { SnapshotMaker, type SnapshotMakerOptions } from "./snapshotMaker.js";
export {
  type ChunkVerdict,
  type OfferVerdict,
  type RestoreProgress,
  SnapshotRestore,
  type SnapshotRestoreOptions,
} from "./snapshotRestore.js";
export { type Snapshot, SnapshotShelf } from "./snapshotShelf.js";
export { workerEntry } from "./workerEntry.js";
export type { WrittenSnapshot } from "./writeSnapshot.js";
