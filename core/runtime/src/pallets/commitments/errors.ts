// Refusals of commitments, under the names of spec 461.

import { defineErrors } from "@plexus/core/frame";

export const errors = defineErrors({
  AccountNotAllowedCommit: "The hotkey is not registered in this subnet.",
  SpaceLimitExceeded:
    "The hotkey has used its MaxSpace bytes of this epoch (a commitment counts at least 100): wait for the next epoch.",
});
