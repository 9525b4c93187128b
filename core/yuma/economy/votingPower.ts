/** Voting power: a moving average of a validator's stake (chain.md §1.2). Alpha is over 10^18. */
const ONE = 10n ** 18n;

/** (alpha·stake + (1 − alpha)·previous), truncated to rao. */
export function votingPower(alpha: bigint, stakeRao: bigint, previousRao: bigint): bigint {
  const weight = alpha > ONE ? ONE : alpha;
  return (weight * stakeRao + (ONE - weight) * previousRao) / ONE;
}
