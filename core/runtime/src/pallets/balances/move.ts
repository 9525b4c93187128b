// How balances change. Other pallets move money through these functions only, so that the sum of balances, the events
// and the life of accounts always agree.

import { type Context, ensure, type ReadContext } from "@plexus/core/frame";
import type { Hex } from "@plexus/core/scale";
import { recordBurn } from "../ledger/record.js";
import { Account, type AccountInfoValue } from "../system/account.js";
import { events as systemEvents } from "../system/events.js";
import { events } from "./events.js";
import { EXISTENTIAL_DEPOSIT, TotalIssuance } from "./storage.js";

/** keepAlive refuses what would end the account; allowDeath lets it end and burns a remainder below the deposit. */
export type Preservation = "keepAlive" | "allowDeath";

export function freeBalance(ctx: ReadContext, who: Hex): bigint {
  return Account.get(ctx, who).data.free;
}

/** What `who` could spend. */
export function spendable(ctx: ReadContext, who: Hex, preservation: Preservation): bigint {
  const free = freeBalance(ctx, who);
  if (preservation === "allowDeath") return free;
  return free > EXISTENTIAL_DEPOSIT ? free - EXISTENTIAL_DEPOSIT : 0n;
}

function exists(account: AccountInfoValue): boolean {
  return account.providers > 0;
}

function put(ctx: Context, who: Hex, account: AccountInfoValue, free: bigint): void {
  Account.set(ctx, who, { ...account, data: { ...account.data, free } });
}

/** Takes `amountRao` off a balance, or refuses. Returns the dust that was burned because the account ended. */
function decrease(ctx: Context, who: Hex, amountRao: bigint, preservation: Preservation): bigint {
  const account = Account.get(ctx, who);
  ensure(account.data.free >= amountRao, { type: "Token", value: { type: "FundsUnavailable" } });
  const rest = account.data.free - amountRao;
  if (rest >= EXISTENTIAL_DEPOSIT || amountRao === 0n) {
    put(ctx, who, account, rest);
    return 0n;
  }
  ensure(preservation === "allowDeath", { type: "Token", value: { type: "NotExpendable" } });
  Account.remove(ctx, who);
  ctx.deposit(systemEvents.KilledAccount, { account: who });
  if (rest > 0n) ctx.deposit(events.DustLost, { account: who, amount: rest });
  return rest;
}

/** Adds to a balance. Refuses to open an account with less than the existential deposit. */
function increase(ctx: Context, who: Hex, amountRao: bigint): void {
  if (amountRao === 0n) return;
  const account = Account.get(ctx, who);
  const free = account.data.free + amountRao;
  ensure(free >= EXISTENTIAL_DEPOSIT, { type: "Token", value: { type: "BelowMinimum" } });
  if (exists(account)) return put(ctx, who, account, free);
  put(ctx, who, { ...account, providers: 1 }, free);
  ctx.deposit(systemEvents.NewAccount, { account: who });
  ctx.deposit(events.Endowed, { account: who, free_balance: free });
}

function burnDust(ctx: Context, dustRao: bigint): void {
  if (dustRao === 0n) return;
  TotalIssuance.mutate(ctx, [], (issuance) => issuance - dustRao);
  recordBurn(ctx, dustRao);
}

/** Whether `deposit` would accept. */
export function canDeposit(ctx: ReadContext, who: Hex, amountRao: bigint): boolean {
  return freeBalance(ctx, who) + amountRao >= EXISTENTIAL_DEPOSIT;
}

/** Money that leaves the balances: into stake, into a lock, or (with recordBurn) into nothing. */
export function withdraw(ctx: Context, who: Hex, amountRao: bigint, preservation: Preservation): void {
  const dust = decrease(ctx, who, amountRao, preservation);
  TotalIssuance.mutate(ctx, [], (issuance) => issuance - amountRao);
  ctx.deposit(events.Withdraw, { who, amount: amountRao });
  burnDust(ctx, dust);
}

/** Money that comes into the balances: out of stake, out of a lock, or (with recordIssue) newly made. */
export function deposit(ctx: Context, who: Hex, amountRao: bigint): void {
  increase(ctx, who, amountRao);
  TotalIssuance.mutate(ctx, [], (issuance) => issuance + amountRao);
  ctx.deposit(events.Deposit, { who, amount: amountRao });
}

export function transfer(ctx: Context, from: Hex, to: Hex, amountRao: bigint, preservation: Preservation): void {
  if (from === to)
    return ensure(freeBalance(ctx, from) >= amountRao, { type: "Token", value: { type: "FundsUnavailable" } });
  const dust = decrease(ctx, from, amountRao, preservation);
  increase(ctx, to, amountRao);
  ctx.deposit(events.Transfer, { from, to, amount: amountRao });
  burnDust(ctx, dust);
}
