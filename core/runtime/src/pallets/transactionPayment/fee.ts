// What a transaction costs (stable.md, Fees): 1 rao a byte, and the declared ref-time at 500,000 parts in 10^9 (2,000 ps a rao),
// rounded down. There is no congestion multiplier. Under Solo the fee is burned; where producers are elected it waits for the
// end of the block and goes to its author. A tip is part of it.

import type { Context } from "@plexus/core/frame";
import type { Hex } from "@plexus/core/scale";
import { withdraw } from "../balances/move.js";
import { EXISTENTIAL_DEPOSIT } from "../balances/storage.js";
import { recordBurn } from "../ledger/record.js";
import { FeePot } from "../producers/storage.js";
import { events } from "./events.js";

const RAO_PER_BYTE = 1n;
/** Parts per 10^9: one rao for every 2,000 ps of ref-time. */
const WEIGHT_FEE_PARTS = 500_000n;
const PARTS = 1_000_000_000n;

export interface FeeParts {
  readonly lengthFeeRao: bigint;
  readonly weightFeeRao: bigint;
}

export const lengthFee = (bytes: number): bigint => BigInt(bytes) * RAO_PER_BYTE;
export const weightFee = (refTimePs: bigint): bigint => (refTimePs * WEIGHT_FEE_PARTS) / PARTS;

export function inclusionFee(bytes: number, refTimePs: bigint, pays: boolean): FeeParts {
  return pays
    ? { lengthFeeRao: lengthFee(bytes), weightFeeRao: weightFee(refTimePs) }
    : { lengthFeeRao: 0n, weightFeeRao: 0n };
}

/** A fee never ends an account: what remains must still be one. */
export function canPay(freeRao: bigint, feeRao: bigint): boolean {
  return feeRao === 0n || freeRao >= feeRao + EXISTENTIAL_DEPOSIT;
}

/** Charges outside the call's rollback scope (architecture §3.7). The caller has asked `canPay`. */
export function chargeFee(ctx: Context, who: Hex, feeRao: bigint): void {
  if (feeRao === 0n) return;
  withdraw(ctx, who, feeRao, "keepAlive");
  if (ctx.chain.engine === "comet") FeePot.mutate(ctx, [], (rao) => rao + feeRao);
  else recordBurn(ctx, feeRao);
}

/** Told after the call's own events, as clients expect. */
export function announceFee(ctx: Context, who: Hex, feeRao: bigint, tipRao: bigint): void {
  ctx.deposit(events.TransactionFeePaid, { who, actual_fee: feeRao, tip: tipRao });
}
