// The one moment at which money changes owner: customer pays, miner's coldkey is owed, receipt is written, all
// in one transaction and before the customer gets the last byte (spec: issue §6; architecture.md §4 "a paid answer").
import type { Db } from "./openLedger.js";
import { one, run } from "./statements.js";

export interface Charge {
  /** The receipt's id. */
  readonly requestId: string;
  readonly keyId: bigint;
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

/** Throws, and changes nothing, when the key has less: the hold sees to it that it never does. */
export function writeCharge(db: Db, charge: Charge): void {
  const { requestId, keyId, chargeRao } = charge;
  if (chargeRao < 0n) throw new Error(`charge of ${chargeRao} rao for request ${requestId}`);
  const paid = run(
    db,
    "UPDATE keys SET balance_rao = balance_rao - ?, spent_rao = spent_rao + ? WHERE id = ? AND balance_rao >= ?",
    chargeRao,
    chargeRao,
    keyId,
    chargeRao,
  );
  if (paid !== 1) throw new Error(`key ${keyId} cannot pay ${chargeRao} rao for request ${requestId}`);
  run(
    db,
    `INSERT INTO receipts (id, key_id, miner, coldkey, model, charge_rao, price_block, note, body, charged_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    requestId,
    keyId,
    charge.miner,
    charge.coldkey,
    charge.model,
    chargeRao,
    BigInt(charge.priceBlock),
    charge.note ?? null,
    charge.body,
    BigInt(charge.nowMs),
  );
  if (chargeRao === 0n) return;
  run(
    db,
    `INSERT INTO owed (coldkey, amount_rao) VALUES (?, ?)
     ON CONFLICT (coldkey) DO UPDATE SET amount_rao = owed.amount_rao + excluded.amount_rao`,
    charge.coldkey,
    chargeRao,
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
