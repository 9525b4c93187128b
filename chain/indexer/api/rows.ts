// Rows as JSON, the same on every page.

import type { Row } from "../database.js";
import { blockOf, positionOf } from "../places.js";

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
export function eventsJson(block: Row, extrinsic?: number): object[] {
  const events = JSON.parse(block.events as string) as { extrinsic: number | null }[];
  const placed = events.map((event, position) => ({ position, ...event }));
  return extrinsic === undefined ? placed : placed.filter((event) => event.extrinsic === extrinsic);
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
