// Refusals of staking, under the names of spec 461.

import { defineErrors } from "@plexus/core/frame";

export const errors = defineErrors({
  HotKeyAccountNotExists: "No coldkey has this hotkey: it must have been registered once.",
  NotEnoughStakeToWithdraw: "The amount is 0 or more than the stake.",
  NotEnoughBalanceToStake: "The balance does not cover the amount and the existential deposit of 500 rao.",
  AmountTooLow: "The least stake to add is 2000000 rao.",
  SlippageTooHigh: "The price is 1 TAO, worse than the given limit.",
  SubtokenDisabled: "This subnet has no token: stake on netuid 0, it counts in every stable subnet",
});
