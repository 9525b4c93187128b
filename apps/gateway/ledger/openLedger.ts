// Opens the ledger's file: durable before anything is told, one process at a time (spec: issue §6 "survives kill -9";
// surfaces.md "a directory opened by two processes is refused with the other's pid").
import { join } from "node:path";
import Database from "libsql";
import { claimFolder } from "../../neuron/claimFolder.js";
import { type CommitQueue, createCommitQueue } from "./commitQueue.js";
import { createHolds, type Holds } from "./holds.js";
import { schemaSql, schemaVersion } from "./schema.js";

export type Db = Database.Database;

export interface Ledger {
  readonly db: Db;
  /** All writes go through here: those of one turn of the event loop share one commit, hence one fsync. */
  readonly commits: CommitQueue;
  readonly holds: Holds;
  close(): Promise<void>;
}

export interface LedgerOptions {
  readonly dataDir: string;
  /** Genesis hash of the chain whose money this is; a ledger of another chain is refused. */
  readonly genesis: string;
  /** ss58 of the account that holds the customers' money. */
  readonly treasury: string;
}

function requireFact(db: Db, name: string, value: string, what: string): void {
  const row = db.prepare("SELECT value FROM facts WHERE name = ?").get(name) as { value: string } | undefined;
  if (row === undefined) db.prepare("INSERT INTO facts (name, value) VALUES (?, ?)").run(name, value);
  else if (row.value !== value) {
    throw new Error(`this ledger belongs to ${what} ${row.value}, not ${value}: choose another data directory`);
  }
}

/** Throws when the directory is in use, or belongs to another chain, treasury or version. */
export function openLedger(options: LedgerOptions): Ledger {
  const release = claimFolder(options.dataDir, "gateway.pid");
  const db = new Database(join(options.dataDir, "ledger.db"));
  try {
    db.defaultSafeIntegers(true);
    db.pragma("journal_mode = WAL");
    db.pragma("synchronous = FULL");
    db.pragma("foreign_keys = ON");
    db.exec(schemaSql);
    requireFact(db, "schema", String(schemaVersion), "schema version");
    requireFact(db, "genesis", options.genesis, "the chain with genesis");
    requireFact(db, "treasury", options.treasury, "treasury");
  } catch (error) {
    db.close();
    release();
    throw error;
  }
  const commits = createCommitQueue(db);
  return {
    db,
    commits,
    holds: createHolds(db),
    async close() {
      await commits.drain();
      db.close();
      release();
    },
  };
}
