// The SQLite file of the indexer, through libsql; prepared statements are kept, since preparing costs more than running.

import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import Database from "libsql";
import { SCHEMA, SCHEMA_VERSION } from "./schema.js";

/** A blob is written as bytes and read as the buffer that holds them. */
export type Row = Record<string, string | number | null | ArrayBuffer>;
type Value = string | number | bigint | null | Uint8Array;

const REMEMBERED_ACCOUNTS = 16_384;

export class IndexDatabase {
  readonly #database: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();
  readonly #accounts = new Map<string, number>();

  constructor(path: string) {
    this.#database = new Database(path);
    this.#database.exec("pragma journal_mode = wal");
    // Losing the last rows in a power cut costs nothing: they are filled again from the chain.
    this.#database.exec("pragma synchronous = normal");
    // The same pages change in every block; written back only every 16 MB, they are written back less often.
    this.#database.exec("pragma wal_autocheckpoint = 4000");
    this.#database.exec(SCHEMA);
  }

  run(sql: string, ...values: Value[]): void {
    this.#prepare(sql).run(...values);
  }
  all(sql: string, ...values: Value[]): Row[] {
    return this.#prepare(sql).all(...values) as Row[];
  }
  get(sql: string, ...values: Value[]): Row | undefined {
    return this.all(sql, ...values)[0];
  }

  transact(work: () => void): void {
    this.run("begin");
    try {
      work();
      this.run("commit");
    } catch (error) {
      this.run("rollback");
      this.#accounts.clear();
      throw error;
    }
  }

  /** The number of an account in these tables; a new one where it has none. Inside a transaction. */
  accountId(address: string): number {
    const known = this.#accounts.get(address);
    if (known !== undefined) return known;
    this.run("insert or ignore into accounts (address) values (?)", address);
    const id = this.get("select id from accounts where address = ?", address)?.id as number;
    if (this.#accounts.size >= REMEMBERED_ACCOUNTS) this.#accounts.clear();
    this.#accounts.set(address, id);
    return id;
  }

  close(): void {
    // Kept statements keep SQLite from doing it by itself.
    this.#database.exec("pragma wal_checkpoint(truncate)");
    this.#database.close();
  }

  #prepare(sql: string): Database.Statement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

/** Opens the tables of the chain with that genesis; those of another chain or of an older schema are thrown away. */
export function openIndex(directory: string, genesisHash: string): IndexDatabase {
  const folder = join(directory, "index");
  const path = join(folder, "index.sqlite");
  const mine = `${SCHEMA_VERSION} ${genesisHash}`;
  mkdirSync(folder, { recursive: true });
  const database = new IndexDatabase(path);
  const held = database.get("select value from facts where name = 'chain'")?.value;
  if (held === mine) return database;
  if (held === undefined) {
    database.run("insert into facts (name, value) values ('chain', ?)", mine);
    return database;
  }
  database.close();
  rmSync(folder, { recursive: true, force: true });
  return openIndex(directory, genesisHash);
}
