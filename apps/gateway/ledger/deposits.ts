// Credits what customers sent, exactly once, together with how far the chain was read (spec: issue §6 "a real transfer").
import type { Db } from "./openLedger.js";
import { one, run } from "./statements.js";

export interface SeenTransfer {
  readonly block: number;
  /** Position among the block's events: with the block it names the transfer for ever. */
  readonly eventIndex: number;
  readonly keyId: bigint;
  readonly sender: string;
  readonly amountRao: bigint;
}

/** The last finalised block whose transfers are in the ledger; undefined before the first. */
export function scannedBlock(db: Db): number | undefined {
  const row = one<{ value: string }>(db, "SELECT value FROM facts WHERE name = 'scanned_block'");
  return row === undefined ? undefined : Number(row.value);
}

/** Credits the transfers of one block and moves the mark, in one transaction. Returns how many were new. */
export function creditBlock(db: Db, block: number, transfers: readonly SeenTransfer[]): number {
  let credited = 0;
  for (const transfer of transfers) {
    const isNew = run(
      db,
      `INSERT INTO deposits (block, event_index, key_id, sender, amount_rao) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (block, event_index) DO NOTHING`,
      BigInt(transfer.block),
      BigInt(transfer.eventIndex),
      transfer.keyId,
      transfer.sender,
      transfer.amountRao,
    );
    if (isNew === 0) continue;
    credited += 1;
    run(db, "UPDATE keys SET balance_rao = balance_rao + ? WHERE id = ?", transfer.amountRao, transfer.keyId);
  }
  run(
    db,
    `INSERT INTO facts (name, value) VALUES ('scanned_block', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
    String(block),
  );
  return credited;
}
