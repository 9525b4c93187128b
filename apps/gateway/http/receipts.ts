// GET /v1/receipts/:id: the receipt as signed, for whoever knows its id (spec: issue §6; surfaces.md "/receipts/:id ...
// shareable"). It holds hashes and counts, no content; the id is random.
import type { Gateway } from "../gateway.js";
import { receiptById } from "../ledger/charge.js";
import { notFound } from "./apiError.js";
import { type Exchange, sendJson } from "./exchange.js";

export function answerReceipt(gateway: Gateway, exchange: Exchange): void {
  const row = receiptById(gateway.ledger.db, exchange.params.id ?? "");
  if (row === undefined) throw notFound("receipt");
  const headers: Record<string, string> =
    row.note === null ? {} : { "x-plexus-note": row.note.replace(/[^\x20-\x7e]/g, "?") };
  sendJson(exchange, 200, JSON.parse(row.body), headers);
}
