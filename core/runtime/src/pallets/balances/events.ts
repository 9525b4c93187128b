// Balances events: one for every change of a balance.

import { structEvent } from "@plexus/core/frame";
import { AccountId32, TaoBalance } from "../../primitives.js";

export const events = {
  Endowed: structEvent({ account: AccountId32, free_balance: TaoBalance }, "An account was created with a balance."),
  DustLost: structEvent(
    { account: AccountId32, amount: TaoBalance },
    "A remainder below the existential deposit was burned.",
  ),
  Transfer: structEvent({ from: AccountId32, to: AccountId32, amount: TaoBalance }, "Money moved between accounts."),
  Deposit: structEvent(
    { who: AccountId32, amount: TaoBalance },
    "Money came into an account from outside the balances.",
  ),
  Withdraw: structEvent({ who: AccountId32, amount: TaoBalance }, "Money left an account for outside the balances."),
};
