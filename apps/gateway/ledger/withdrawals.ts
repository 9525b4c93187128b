// A customer's money back: out of the balance at once, on chain with the next batch (spec: issue §6, `plexus key withdraw`).
import type { Db } from "./openLedger.js";
import { all, run } from "./statements.js";

export interface WithdrawalRow {
  readonly id: bigint;
  readonly key_id: bigint;
  readonly destination: string;
  readonly amount_rao: bigint;
  readonly batch_id: bigint | null;
}

/** @param heldRao on hold for the key now: it cannot be withdrawn. False, and nothing changes, when less is free. */
export function askWithdrawal(
  db: Db,
  keyId: bigint,
  heldRao: bigint,
  destination: string,
  amountRao: bigint,
  nowMs: number,
): boolean {
  if (amountRao <= 0n) return false;
  const taken = run(
    db,
    "UPDATE keys SET balance_rao = balance_rao - ? WHERE id = ? AND balance_rao >= ?",
    amountRao,
    keyId,
    amountRao + heldRao,
  );
  if (taken === 0) return false;
  run(
    db,
    "INSERT INTO withdrawals (key_id, destination, amount_rao, asked_at_ms) VALUES (?, ?, ?, ?)",
    keyId,
    destination,
    amountRao,
    BigInt(nowMs),
  );
  return true;
}

/** Asked for and in no batch. */
export function waitingWithdrawals(db: Db): WithdrawalRow[] {
  return all<WithdrawalRow>(
    db,
    "SELECT id, key_id, destination, amount_rao, batch_id FROM withdrawals WHERE batch_id IS NULL ORDER BY id",
  );
}
