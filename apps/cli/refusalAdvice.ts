// What helps after a refusal of the chain, by the name of its error.

/** What helps after the refusals that people meet most. */
const advice: Readonly<Record<string, string>> = {
  RateLimitExceeded: "Wait some blocks and try again.",
  Payment: "Look with `plexus balance`; the fee counts too.",
  Stale: "Another transaction took its number: try again.",
  NotEnoughBalanceToStake: "Look with `plexus balance`; stake less, or bring TAO to the coldkey.",
  NotEnoughStakeToWithdraw: "Look with `plexus stake list`.",
  HotKeyAccountNotExists: "Register the hotkey first: `plexus register --subnet 1`.",
  HotKeyAlreadyRegisteredInSubNet: "Nothing is to be done: it holds a seat there.",
  SubtokenDisabled: "Stake on netuid 0: it counts in every stable subnet.",
  FundsUnavailable: "Look with `plexus balance`; the fee counts too.",
  AmountTooLow: "Stake at least 0.002 τ.",
  NotEnoughStake: "Look with `plexus stake list`; only stake on root votes.",
  StakeLocked: "`plexus vote` shows what binds it and until which block.",
  NotOpen: "Look with `plexus proposal list`.",
  NoSuchProposal: "Look with `plexus proposal list --all`.",
  QueueFull: "Put down a tenth more than the lowest with --deposit, or wait.",
  DepositTooLow: "`plexus proposal rules` shows each track's deposit.",
  ValueBelowBounds: "`plexus proposal rules` shows the bounds.",
  ValueAboveBounds: "`plexus proposal rules` shows the bounds.",
  SettingWeightsTooFast: "Wait some blocks and try again.",
};

/** A sentence of what to do, or undefined where the name says enough. */
export function adviceFor(name: string): string | undefined {
  return advice[name];
}
