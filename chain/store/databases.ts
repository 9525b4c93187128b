// The LMDB environment and its tables. Names are part of the format on disk: append, never rename.

import { join } from "node:path";
import { open, type RootDatabase } from "lmdb";
import type { ByteDatabase } from "./history.js";
import { lmdbFileProblem } from "./lmdbFile.js";
import { StoreCorrupt } from "./storeCorrupt.js";

export interface Databases {
  root: RootDatabase;
  /** Current state under Substrate's storage keys. */
  state: ByteDatabase;
  /** The other table for state: empty but while a snapshot is restored into it (stateRestore.ts). */
  spare: ByteDatabase;
  /** history.ts: what a key held before it changed. */
  history: ByteDatabase;
  /** Height → keys that changed there; what pruning follows. */
  changes: ByteDatabase;
  /** Height → header and extrinsics. */
  blocks: ByteDatabase;
  /** Block hash → height, and height → block hash. */
  hashes: ByteDatabase;
  /** Extrinsic hash → height ‖ index. */
  extrinsics: ByteDatabase;
  /** Height → outcome of each extrinsic, JSON. */
  receipts: ByteDatabase;
  /** Few, small: heads, pruning marks, metadata of each spec version. */
  meta: ByteDatabase;
}

/** `durable` false skips fsync: for chains that nobody will miss (--tmp, tests). Throws StoreCorrupt. */
export function openDatabases(directory: string, durable: boolean): Databases {
  const problem = lmdbFileProblem(join(directory, "data.mdb"));
  if (problem) throw new StoreCorrupt(problem);
  // Without overlappingSync a commit returns only once it is on the disk: a block called final must survive a power cut.
  const root = open({ path: directory, overlappingSync: false, noSync: !durable, maxDbs: 16, cache: false });
  const table = (name: string): ByteDatabase =>
    root.openDB<Buffer, Uint8Array>({ name, encoding: "binary", keyEncoding: "binary", cache: false });
  const databases = {
    root,
    state: table("state"),
    spare: table("state.1"),
    history: table("history"),
    changes: table("changes"),
    blocks: table("blocks"),
    hashes: table("hashes"),
    extrinsics: table("extrinsics"),
    receipts: table("receipts"),
    meta: table("meta"),
  };
  if (readMeta<number>(databases, STATE_TABLE) === 1) swapStateTables(databases);
  return databases;
}

/** Which of the two tables holds the state: 0, or 1 once a snapshot was restored. */
export const STATE_TABLE = "stateTable";

export function swapStateTables(databases: Pick<Databases, "state" | "spare">): void {
  const { state, spare } = databases;
  databases.state = spare;
  databases.spare = state;
}

export function readMeta<T>({ meta }: Pick<Databases, "meta">, name: string): T | undefined {
  const record = meta.get(Buffer.from(name));
  return record && (JSON.parse(record.toString()) as T);
}

/** Inside the caller's transaction. */
export function writeMeta({ meta }: Pick<Databases, "meta">, name: string, value: unknown): void {
  meta.put(Buffer.from(name), Buffer.from(JSON.stringify(value)));
}
