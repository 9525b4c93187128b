// Customers' keys: made once, shown once, kept only as a hash (spec: issue §6, "a key has a balance of TAO").
import { createHash, randomBytes } from "node:crypto";
import type { Db } from "./openLedger.js";
import { all, amount, one, run } from "./statements.js";

export interface KeyRow {
  readonly id: bigint;
  readonly name: string;
  readonly shown_prefix: string;
  readonly deposit_address: string;
  readonly balance_rao: bigint;
  readonly spent_rao: bigint;
  readonly cap_rao: bigint | null;
  readonly created_at_ms: bigint;
  readonly revoked_at_ms: bigint | null;
}

const columns =
  "id, name, shown_prefix, deposit_address, balance_rao, spent_rao, cap_rao, created_at_ms, revoked_at_ms";

/** 256 random bits need no slow hash: nobody can try them out. */
function hashKey(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

export interface NewKey {
  readonly name: string;
  /** The most that the key may ever spend, rao. */
  readonly capRao: bigint | undefined;
  readonly nowMs: number;
  /** The account whose incoming transfers are this key's deposits. */
  depositAddressOf(id: bigint): string;
}

/** The secret is in the answer and nowhere else. */
export function createKey(db: Db, input: NewKey): { key: string; row: KeyRow } {
  const key = `sk-plexus-${randomBytes(32).toString("base64url")}`;
  const id = amount(db, "SELECT MAX(id) FROM keys") + 1n;
  run(
    db,
    `INSERT INTO keys (id, name, key_sha256, shown_prefix, deposit_address, cap_rao, created_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    id,
    input.name,
    hashKey(key),
    key.slice(0, 16),
    input.depositAddressOf(id),
    input.capRao ?? null,
    BigInt(input.nowMs),
  );
  return { key, row: keyById(db, id) as KeyRow };
}

export function keyById(db: Db, id: bigint): KeyRow | undefined {
  return one<KeyRow>(db, `SELECT ${columns} FROM keys WHERE id = ?`, id);
}

/** The row of a key as a customer presents it, revoked or not. */
export function keyBySecret(db: Db, key: string): KeyRow | undefined {
  return one<KeyRow>(db, `SELECT ${columns} FROM keys WHERE key_sha256 = ?`, hashKey(key));
}

export function listKeys(db: Db): KeyRow[] {
  return all<KeyRow>(db, `SELECT ${columns} FROM keys ORDER BY id`);
}

/** False when there is no such key, or it was revoked before. Its money stays and can be withdrawn. */
export function revokeKey(db: Db, id: bigint, nowMs: number): boolean {
  return run(db, "UPDATE keys SET revoked_at_ms = ? WHERE id = ? AND revoked_at_ms IS NULL", BigInt(nowMs), id) === 1;
}

export function depositAddresses(db: Db): Map<string, bigint> {
  const rows = all<{ id: bigint; deposit_address: string }>(db, "SELECT id, deposit_address FROM keys");
  return new Map(rows.map((row) => [row.deposit_address, row.id]));
}
