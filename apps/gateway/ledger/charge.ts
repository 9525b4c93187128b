// The one moment at which money changes owner: hold ends, customer pays, miner's coldkey is owed, receipt is written, all
// in one transaction and before the customer gets the last byte (spec: issue §6; architecture.md §4 "a paid answer").
import type { Db } from "./openLedger.js";
import { one, run } from "./statements.js";

export interface Charge {
  /** The receipt's id, which is also the hold's. */
  readonly requestId: string;
  readonly miner: string;
  readonly coldkey: string;
  readonly model: string;
  readonly chargeRao: bigint;
  readonly priceBlock: number;
  /** What was not as it should be: a mismatch of counts, a client that left. */
  readonly note: string | undefined;
  /** The receipt as JSON. */
  readonly body: string;
  readonly nowMs: number;
}

/** Throws when the hold is gone or smaller than the charge: both would be faults of ours. */
export function chargeHold(db: Db, charge: Charge): void {
  const { requestId, chargeRao } = charge;
  const hold = one<{ key_id: bigint; amount_rao: bigint }>(
    db, "SELECT key_id, amount_rao FROM holds WHERE request_id = ?", requestId,
  );
  if (hold === undefined) throw new Error(`no hold for request ${requestId}`);
  if (chargeRao < 0n || chargeRao > hold.amount_rao) {
    throw new Error(`charge of ${chargeRao} rao against a hold of ${hold.amount_rao} for request ${requestId}`);
  }
  run(db, "DELETE FROM holds WHERE request_id = ?", requestId);
  run(
    db, "UPDATE keys SET held_rao = held_rao - ?, balance_rao = balance_rao + ?, spent_rao = spent_rao + ? WHERE id = ?",
    hold.amount_rao, hold.amount_rao - chargeRao, chargeRao, hold.key_id,
  );
  run(
    db,
    `INSERT INTO receipts (id, key_id, miner, coldkey, model, charge_rao, price_block, note, body, charged_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    requestId, hold.key_id, charge.miner, charge.coldkey, charge.model, chargeRao, BigInt(charge.priceBlock),
    charge.note ?? null, charge.body, BigInt(charge.nowMs),
  );
  if (chargeRao === 0n) return;
  run(
    db,
    `INSERT INTO owed (coldkey, amount_rao) VALUES (?, ?)
     ON CONFLICT (coldkey) DO UPDATE SET amount_rao = owed.amount_rao + excluded.amount_rao`,
    charge.coldkey, chargeRao,
  );
}

export interface ReceiptRow {
  readonly id: string;
  readonly key_id: bigint;
  readonly charge_rao: bigint;
  readonly note: string | null;
  readonly body: string;
}

export function receiptById(db: Db, id: string): ReceiptRow | undefined {
  return one<ReceiptRow>(db, "SELECT id, key_id, charge_rao, note, body FROM receipts WHERE id = ?", id);
}
