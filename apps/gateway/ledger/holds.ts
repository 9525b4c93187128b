// Holds: the most a request can cost is set aside before it is sent to a miner (spec: issue §6). A hold ends as a charge
// (charge.ts) or a release; a killed process leaves holds, and its successor releases them, since nothing was charged.
import type { Db } from "./openLedger.js";
import { all, one, run } from "./statements.js";

export type HoldRefusal = "no-money" | "cap-reached" | "revoked";

export interface NewHold {
  readonly requestId: string;
  readonly keyId: bigint;
  readonly amountRao: bigint;
  readonly nowMs: number;
}

/** Sets the money aside, or says why not and changes nothing. */
export function placeHold(db: Db, hold: NewHold): HoldRefusal | undefined {
  const { keyId, amountRao } = hold;
  const taken = run(
    db,
    `UPDATE keys SET balance_rao = balance_rao - ?, held_rao = held_rao + ?
     WHERE id = ? AND revoked_at_ms IS NULL AND balance_rao >= ? AND (cap_rao IS NULL OR spent_rao + held_rao + ? <= cap_rao)`,
    amountRao, amountRao, keyId, amountRao, amountRao,
  );
  if (taken === 1) {
    run(
      db,
      "INSERT INTO holds (request_id, key_id, amount_rao, held_at_ms) VALUES (?, ?, ?, ?)",
      hold.requestId, keyId, amountRao, BigInt(hold.nowMs),
    );
    return undefined;
  }
  const key = one<{ balance_rao: bigint; revoked_at_ms: bigint | null }>(
    db, "SELECT balance_rao, revoked_at_ms FROM keys WHERE id = ?", keyId,
  );
  if (key === undefined || key.revoked_at_ms !== null) return "revoked";
  return key.balance_rao < amountRao ? "no-money" : "cap-reached";
}

/** Gives the whole hold back. Harmless for a hold that has ended. */
export function releaseHold(db: Db, requestId: string): void {
  const hold = one<{ key_id: bigint; amount_rao: bigint }>(
    db, "SELECT key_id, amount_rao FROM holds WHERE request_id = ?", requestId,
  );
  if (hold === undefined) return;
  run(db, "DELETE FROM holds WHERE request_id = ?", requestId);
  run(
    db, "UPDATE keys SET balance_rao = balance_rao + ?, held_rao = held_rao - ? WHERE id = ?",
    hold.amount_rao, hold.amount_rao, hold.key_id,
  );
}

/** How many were there. */
export function releaseAllHolds(db: Db): number {
  const open = all<{ request_id: string }>(db, "SELECT request_id FROM holds");
  for (const hold of open) releaseHold(db, hold.request_id);
  return open.length;
}
