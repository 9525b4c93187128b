// The data directory under examination: locked, so that no node runs on it, and opened without the checks of Store, which
// refuses a damaged one.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Databases, lockDirectory, openDatabases, readMeta } from "@plexus/chain/store";
import type { Hashing } from "@plexus/core/crypto";
import type { Head } from "@plexus/core/runtime";
import type { Hex } from "@plexus/core/scale";

export interface Patient {
  readonly directory: string;
  readonly databases: Databases;
  readonly hashing: Hashing;
  readonly signal: AbortSignal;
  readonly head: (Head & { stateRoot: Hex }) | undefined;
  readonly finalised: Head | undefined;
  readonly earliestState: number;
  readonly earliestBlock: number;
  /** Tells how far a long check is, and lets the program hear its signals. Throws when it is aborted. */
  progress(what: string, done: number, of: number): Promise<void>;
  close(): Promise<void>;
}

export interface PatientOptions {
  directory: string;
  hashing: Hashing;
  signal: AbortSignal;
  onProgress?(what: string, done: number, of: number): void;
}

export class NoChain extends Error {
  override name = "NoChain";
}

/** Throws DirectoryInUse while a node runs, NoChain where there is none, and what LMDB says of a file that is none of its. */
export function openPatient({ directory, hashing, signal, onProgress }: PatientOptions): Patient {
  if (!existsSync(join(directory, "state/data.mdb"))) throw new NoChain(`there is no chain in ${directory}`);
  const unlock = lockDirectory(directory);
  try {
    const databases = openDatabases(join(directory, "state"), true);
    return {
      directory,
      databases,
      hashing,
      signal,
      head: readMeta(databases, "head"),
      finalised: readMeta(databases, "finalised"),
      earliestState: readMeta(databases, "earliestState") ?? 0,
      earliestBlock: readMeta(databases, "earliestBlock") ?? 0,
      async progress(what, done, of) {
        onProgress?.(what, done, of);
        await new Promise((resume) => setImmediate(resume));
        signal.throwIfAborted();
      },
      async close() {
        await databases.root.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}
