// TransactionPayment events.

import { structEvent } from "@plexus/core/frame";
import { AccountId32, TaoBalance } from "../../primitives.js";

export const events = {
  TransactionFeePaid: structEvent(
    { who: AccountId32, actual_fee: TaoBalance, tip: TaoBalance },
    "A transaction's fee was charged, tip included.",
  ),
};
