// Refusals about takes, under the names of spec 461.

import { defineErrors } from "@plexus/core/frame";

export const errors = defineErrors({
  DelegateTxRateLimitExceeded: "The take was raised too recently: wait for TxDelegateTakeRateLimit blocks.",
  DelegateTakeTooLow:
    "A lower take must be below the present one and at least MinDelegateTake; a higher one above the present one.",
  DelegateTakeTooHigh: "The take is above MaxDelegateTake.",
});
