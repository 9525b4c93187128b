// The LMDB environment and its tables. Names are part of the format on disk: append, never rename.

import { open, type RootDatabase } from "lmdb";
import type { ByteDatabase } from "./history.js";

export interface Databases {
  root: RootDatabase;
  /** Current state under Substrate's storage keys. */
  state: ByteDatabase;
  /** history.ts: what a key held before it changed. */
  history: ByteDatabase;
  /** Height → keys that changed there; what pruning follows. */
  changes: ByteDatabase;
  /** Height → header and extrinsics. */
  blocks: ByteDatabase;
  /** Block hash → height. */
  hashes: ByteDatabase;
  /** Extrinsic hash → height ‖ index. */
  extrinsics: ByteDatabase;
  /** Height → outcome of each extrinsic, JSON. */
  receipts: ByteDatabase;
  /** Few, small: heads, pruning mark, metadata of each spec version. */
  meta: ByteDatabase;
}

/** `durable` false skips fsync: for chains that nobody will miss (--tmp, tests). */
export function openDatabases(directory: string, durable: boolean): Databases {
  // Without overlappingSync a commit returns only once it is on the disk: a block called final must survive a power cut.
  const root = open({ path: directory, overlappingSync: false, noSync: !durable, maxDbs: 16, cache: false });
  const table = (name: string): ByteDatabase =>
    root.openDB<Buffer, Uint8Array>({ name, encoding: "binary", keyEncoding: "binary", cache: false });
  return {
    root,
    state: table("state"),
    history: table("history"),
    changes: table("changes"),
    blocks: table("blocks"),
    hashes: table("hashes"),
    extrinsics: table("extrinsics"),
    receipts: table("receipts"),
    meta: table("meta"),
  };
}
