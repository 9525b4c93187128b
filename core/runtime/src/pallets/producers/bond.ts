// Bonds: how they come in, go out and are lost. Nothing else in this pallet touches money but the fees of a block.

import { type Context, ensure, type ReadContext } from "@plexus/core/frame";
import type { Hex } from "@plexus/core/scale";
import { deposit, withdraw } from "../balances/move.js";
import { recordBurn } from "../ledger/record.js";
import { errors } from "./errors.js";
import { events } from "./events.js";
import { unbondingBlocks } from "./parameters.js";
import { electedOf } from "./producerSet.js";
import { currentSession } from "./session.js";
import { Bonds, Unbonding } from "./storage.js";

/** More bonds than this on their way out share the longest term: rows stay small. */
const MAX_UNBONDING = 8;

/** rao from the coldkey's balance into the bond. */
export function addBond(ctx: Context, hotkey: Hex, coldkey: Hex, amountRao: bigint): bigint {
  withdraw(ctx, coldkey, amountRao, "keepAlive");
  const bondRao = Bonds.get(ctx, hotkey) + amountRao;
  Bonds.set(ctx, hotkey, bondRao);
  return bondRao;
}

/** The bond begins its way out. Returns what it is and the block after which it is free. */
export function unbond(ctx: Context, hotkey: Hex): { readonly amount: bigint; readonly until: number } {
  const amount = Bonds.get(ctx, hotkey);
  // An elected producer goes on to the end of its session, and answers for those blocks too.
  const from = electedOf(ctx, hotkey) ? currentSession(ctx).ends_at : ctx.block.number;
  const until = from + unbondingBlocks(ctx);
  Bonds.remove(ctx, hotkey);
  const rows = Unbonding.get(ctx, hotkey);
  const last = rows.at(-1);
  if (last && rows.length >= MAX_UNBONDING)
    Unbonding.set(ctx, hotkey, [...rows.slice(0, -1), { amount: last.amount + amount, until }]);
  else Unbonding.set(ctx, hotkey, [...rows, { amount, until }]);
  return { amount, until };
}

/** Gives back what is free. */
export function withdrawFree(ctx: Context, hotkey: Hex, coldkey: Hex): bigint {
  ensure(!electedOf(ctx, hotkey), errors.StillElected);
  const rows = Unbonding.get(ctx, hotkey);
  const rest = rows.filter(({ until }) => until >= ctx.block.number);
  ensure(rest.length < rows.length, errors.NothingToWithdraw);
  const freed = rows.filter(({ until }) => until < ctx.block.number);
  const amount = freed.reduce((sum, row) => sum + row.amount, 0n);
  if (rest.length === 0) Unbonding.remove(ctx, hotkey);
  else Unbonding.set(ctx, hotkey, rest);
  deposit(ctx, coldkey, amount);
  return amount;
}

const sumOf = (rows: readonly { readonly amount: bigint }[]): bigint =>
  rows.reduce((sum, { amount }) => sum + amount, 0n);

/** rao that answer for the hotkey: bond, and what of it is still on its way out. */
export function liableBond(ctx: ReadContext, hotkey: Hex): bigint {
  return Bonds.get(ctx, hotkey) + sumOf(Unbonding.get(ctx, hotkey));
}

/** Takes all of it away. The caller burns it or pays it out. */
export function takeWholeBond(ctx: Context, hotkey: Hex): bigint {
  const amount = liableBond(ctx, hotkey);
  Bonds.remove(ctx, hotkey);
  Unbonding.remove(ctx, hotkey);
  return amount;
}

/** Burns a part of a bond, of the one standing first. Returns what was there to burn. */
export function burnFromBond(ctx: Context, hotkey: Hex, amountRao: bigint): bigint {
  const standing = Bonds.get(ctx, hotkey);
  let due = amountRao < liableBond(ctx, hotkey) ? amountRao : liableBond(ctx, hotkey);
  if (due === 0n) return 0n;
  const amount = due;
  if (standing > 0n) {
    const taken = due < standing ? due : standing;
    Bonds.set(ctx, hotkey, standing - taken);
    due -= taken;
  }
  if (due > 0n) {
    const rest = Unbonding.get(ctx, hotkey).map((row) => {
      const taken = due < row.amount ? due : row.amount;
      due -= taken;
      return { ...row, amount: row.amount - taken };
    });
    Unbonding.set(ctx, hotkey, rest);
  }
  recordBurn(ctx, amount);
  ctx.deposit(events.Penalised, { hotkey, amount });
  return amount;
}
