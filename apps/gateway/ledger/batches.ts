// Batches of payments: what a signed extrinsic will pay is written with it, before it is sent (spec: issue §6 "none paid
// twice"). Each batch ends once: landed on chain and applied, or void; only a void one gives its amounts back.
import type { Db } from "./openLedger.js";
import { all, one, run } from "./statements.js";

export interface Payment {
  /** ss58. */
  readonly destination: string;
  readonly amountRao: bigint;
  /** Set for a customer's withdrawal; otherwise it pays what is owed to a miner's coldkey. */
  readonly withdrawalId?: bigint;
}

export interface SignedBatch {
  readonly extrinsicHash: string;
  /** The signed bytes as hex: sent again after a crash, never signed anew while they may still land. */
  readonly extrinsic: string;
  readonly nonce: number;
  /** First and last block in which the extrinsic can be included. */
  readonly firstBlock: number;
  readonly lastBlock: number;
}

export interface BatchRow {
  readonly id: bigint;
  readonly extrinsic_hash: string;
  readonly extrinsic: string;
  readonly nonce: bigint;
  readonly first_block: bigint;
  readonly last_block: bigint;
}

export function owedAmounts(db: Db): { coldkey: string; amount_rao: bigint }[] {
  return all(db, "SELECT coldkey, amount_rao FROM owed WHERE amount_rao > 0 ORDER BY coldkey");
}

/** The batch that may still land. There is at most one: the next is signed when its fate is known. */
export function openBatch(db: Db): BatchRow | undefined {
  return one<BatchRow>(
    db,
    "SELECT id, extrinsic_hash, extrinsic, nonce, first_block, last_block FROM batches WHERE state = 'open'",
  );
}

/** Moves the amounts out of `owed` and the withdrawals into the batch. Throws when any of them is not there. */
export function writeBatch(db: Db, batch: SignedBatch, payments: readonly Payment[], nowMs: number): bigint {
  if (openBatch(db) !== undefined) throw new Error("a batch is open already");
  run(
    db,
    `INSERT INTO batches (state, extrinsic_hash, extrinsic, nonce, first_block, last_block, signed_at_ms)
     VALUES ('open', ?, ?, ?, ?, ?, ?)`,
    batch.extrinsicHash,
    batch.extrinsic,
    BigInt(batch.nonce),
    BigInt(batch.firstBlock),
    BigInt(batch.lastBlock),
    BigInt(nowMs),
  );
  const { id } = openBatch(db) as BatchRow;
  payments.forEach((payment, position) => {
    const { destination, amountRao, withdrawalId } = payment;
    const moved =
      withdrawalId === undefined
        ? run(
            db,
            "UPDATE owed SET amount_rao = amount_rao - ? WHERE coldkey = ? AND amount_rao >= ?",
            amountRao,
            destination,
            amountRao,
          )
        : run(
            db,
            "UPDATE withdrawals SET batch_id = ? WHERE id = ? AND batch_id IS NULL AND amount_rao = ?",
            id,
            withdrawalId,
            amountRao,
          );
    if (moved !== 1)
      throw new Error(`payment ${position} of ${amountRao} rao to ${destination} has no money behind it`);
    run(
      db,
      "INSERT INTO payments (batch_id, position, destination, amount_rao, withdrawal_id) VALUES (?, ?, ?, ?, ?)",
      id,
      BigInt(position),
      destination,
      amountRao,
      withdrawalId ?? null,
    );
  });
  return id;
}

/** The extrinsic is in a finalised block and its transfers were made. */
export function batchLanded(db: Db, id: bigint, block: number): void {
  const ended = run(
    db,
    "UPDATE batches SET state = 'landed', landed_block = ?, outcome = 'paid' WHERE id = ? AND state = 'open'",
    BigInt(block),
    id,
  );
  if (ended !== 1) throw new Error(`batch ${id} is not open`);
}

/** The extrinsic can never pay: expired unseen, or included and failed as a whole. What it was for is owed again. */
export function batchVoid(db: Db, id: bigint, outcome: string): void {
  const ended = run(db, "UPDATE batches SET state = 'void', outcome = ? WHERE id = ? AND state = 'open'", outcome, id);
  if (ended !== 1) throw new Error(`batch ${id} is not open`);
  run(db, "UPDATE withdrawals SET batch_id = NULL WHERE batch_id = ?", id);
  const back = all<{ destination: string; amount_rao: bigint }>(
    db,
    "SELECT destination, amount_rao FROM payments WHERE batch_id = ? AND withdrawal_id IS NULL",
    id,
  );
  for (const payment of back) {
    run(db, "UPDATE owed SET amount_rao = amount_rao + ? WHERE coldkey = ?", payment.amount_rao, payment.destination);
  }
}
