// What must hold after every block.

import type { Invariant } from "@plexus/core/frame";
import { Account } from "../system/account.js";
import { EXISTENTIAL_DEPOSIT, TotalIssuance } from "./storage.js";

const sumOfBalances: Invariant = (ctx) => {
  let sum = 0n;
  for (const [, account] of Account.entries(ctx)) sum += account.data.free + account.data.reserved;
  const issuance = TotalIssuance.get(ctx);
  return sum === issuance ? undefined : `balances sum to ${sum}, Balances.TotalIssuance says ${issuance}`;
};

const noPoorAccounts: Invariant = (ctx) => {
  for (const [[who], account] of Account.entries(ctx)) {
    const poor = account.providers > 0 && account.data.free < EXISTENTIAL_DEPOSIT;
    const rich = account.providers === 0 && account.data.free > 0n;
    if (poor || rich) return `account ${who} has ${account.data.free} rao and ${account.providers} providers`;
  }
  return undefined;
};

export const invariants: readonly Invariant[] = [sumOfBalances, noPoorAccounts];
