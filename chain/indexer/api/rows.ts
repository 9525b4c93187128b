// Rows as JSON, the same on every page.

import type { Row } from "../database.js";
import type { IndexedEvent } from "../decodeBlock.js";
import { blockOf, positionOf } from "../places.js";
import { readable } from "../readable.js";

/** Amounts as text: a JavaScript number does not hold them. */
export const SELECT_EXTRINSIC = `select place, hash, pallet, call, args, address as signer, nonce, cast(tip_rao as text) as tip,
  cast(fee_rao as text) as fee, success, error from extrinsics left join accounts on accounts.id = signer`;
export const SELECT_TRANSFER = `select place, extrinsic, one.address as sender, other.address as recipient,
  cast(amount_rao as text) as amount from transfers join accounts as one on one.id = sender
  join accounts as other on other.id = recipient`;

export function extrinsicJson(row: Row): object {
  return {
    block: blockOf(row.place as number),
    position: positionOf(row.place as number),
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
export function eventsJson(events: readonly IndexedEvent[], of?: number): object[] {
  const shown: object[] = [];
  for (const [position, { extrinsic = null, pallet, name, value }] of events.entries()) {
    if (of !== undefined && extrinsic !== of) continue;
    shown.push({ position, extrinsic, pallet, name, fields: readable(value) });
  }
  return shown;
}

export function transferJson(row: Row): object {
  return {
    block: blockOf(row.place as number),
    event: positionOf(row.place as number),
    extrinsic: row.extrinsic,
    from: row.sender,
    to: row.recipient,
    amountRao: row.amount,
  };
}
