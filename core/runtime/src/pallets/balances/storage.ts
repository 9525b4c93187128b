// Balances keeps one number of its own; the balances themselves lie in System.Account.

import { storageOf } from "@plexus/core/frame";
import { TaoBalance } from "../../primitives.js";

/** Rao in balances. Staked TAO is no balance (stable.md 1). */
export const TotalIssuance = storageOf("Balances").value("TotalIssuance", TaoBalance, 0n, {
  docs: "Rao in all balances.",
});

/** An account with less is removed. 500 rao, as subtensor has it. */
export const EXISTENTIAL_DEPOSIT = 500n;
