// Prepared statements, kept per database and text: preparing costs more than running (libsql has no cache of its own).
import type Database from "libsql";
import type { Db } from "./openLedger.js";

const cache = new WeakMap<Db, Map<string, Database.Statement>>();

export function statement(db: Db, sql: string): Database.Statement {
  let statements = cache.get(db);
  if (statements === undefined) {
    statements = new Map();
    cache.set(db, statements);
  }
  let prepared = statements.get(sql);
  if (prepared === undefined) {
    prepared = db.prepare(sql);
    statements.set(sql, prepared);
  }
  return prepared;
}

/** Rows changed. */
export function run(db: Db, sql: string, ...values: unknown[]): number {
  return Number(statement(db, sql).run(...values).changes);
}

export function one<Row>(db: Db, sql: string, ...values: unknown[]): Row | undefined {
  return (statement(db, sql).get(...values) as Row | undefined) ?? undefined;
}

export function all<Row>(db: Db, sql: string, ...values: unknown[]): Row[] {
  return statement(db, sql).all(...values) as Row[];
}

/** Of a query with one number; 0 for NULL. */
export function amount(db: Db, sql: string, ...values: unknown[]): bigint {
  const row = one<Record<string, bigint | null>>(db, sql, ...values) ?? {};
  return Object.values(row)[0] ?? 0n;
}
