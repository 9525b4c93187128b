// TransactionPayment (6): fees.

import { definePallet, storageOf } from "@plexus/core/frame";
import { newtype, u128 } from "@plexus/core/scale";
import { events } from "./events.js";

const FixedU128 = newtype("sp_arithmetic::fixed_point::FixedU128", u128);

/** Constant 1: there is no congestion pricing. Clients read it to show why a fee is what it is. */
const NextFeeMultiplier = storageOf("TransactionPayment").value("NextFeeMultiplier", FixedU128, 10n ** 18n, {
  docs: "Multiplier of the weight fee, ×10^18. Always one.",
});

export const transactionPayment = definePallet({
  name: "TransactionPayment",
  index: 6,
  docs: "What a transaction costs.",
  slices: [{ storage: [NextFeeMultiplier], events }],
  numbers: { events: { TransactionFeePaid: 0 } },
});
