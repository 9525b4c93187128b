// Deposits: out of the balance when a proposal is made, back when it is decided, burned when it was spam. What is held is
// one number, so that the Ledger reads it without walking.

import { type Context, ensure, type ReadContext } from "@plexus/core/frame";
import type { Hex } from "@plexus/core/scale";
import { deposit, spendable, withdraw } from "../balances/move.js";
import { recordBurn } from "../ledger/record.js";
import { errors } from "./errors.js";
import { DepositsHeld } from "./storage.js";

/** rao that governance holds, for the Ledger. */
export function held(ctx: ReadContext): bigint {
  return DepositsHeld.get(ctx);
}

export function takeDeposit(ctx: Context, who: Hex, amountRao: bigint): void {
  ensure(spendable(ctx, who, "keepAlive") >= amountRao, errors.CannotAffordDeposit);
  withdraw(ctx, who, amountRao, "keepAlive");
  DepositsHeld.mutate(ctx, [], (heldRao) => heldRao + amountRao);
}

/** Never refused: the least deposit opens any account (limits.ts). */
export function returnDeposit(ctx: Context, who: Hex, amountRao: bigint): void {
  DepositsHeld.mutate(ctx, [], (heldRao) => heldRao - amountRao);
  deposit(ctx, who, amountRao);
}

export function burnDeposit(ctx: Context, amountRao: bigint): void {
  DepositsHeld.mutate(ctx, [], (heldRao) => heldRao - amountRao);
  recordBurn(ctx, amountRao);
}
