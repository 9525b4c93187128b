// Rows as JSON, the same on every page.

import type { Row } from "../database.js";

/** Amounts as text: a JavaScript number does not hold them. */
export const EXTRINSIC_COLUMNS =
  "block, position, hash, pallet, call, args, signer, nonce, cast(tip_rao as text) as tip, cast(fee_rao as text) as fee, success, error";
export const TRANSFER_COLUMNS = "block, event, extrinsic, sender, recipient, cast(amount_rao as text) as amount";

export function extrinsicJson(row: Row): object {
  return {
    block: row.block,
    position: row.position,
    hash: row.hash,
    pallet: row.pallet,
    call: row.call,
    args: JSON.parse(row.args as string),
    signer: row.signer,
    nonce: row.nonce,
    tipRao: row.tip,
    feeRao: row.fee,
    success: row.success === 1,
    error: row.error,
  };
}

/** The events of a block, of one extrinsic if it is named. */
export function eventsJson(block: Row, extrinsic?: number): object[] {
  const events = JSON.parse(block.events as string) as { extrinsic: number | null }[];
  const placed = events.map((event, position) => ({ position, ...event }));
  return extrinsic === undefined ? placed : placed.filter((event) => event.extrinsic === extrinsic);
}

export function transferJson(row: Row): object {
  return {
    block: row.block,
    event: row.event,
    extrinsic: row.extrinsic,
    from: row.sender,
    to: row.recipient,
    amountRao: row.amount,
  };
}
