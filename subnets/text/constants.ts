// The numbers of the text market's score, as tried (text-market.md §3). Changing one is a decision with a date, not a tuning.

/** Families whose best shadow miner succeeds more often than this are asked but not paid. */
export const MAX_PAID_BASELINE = 0.25;
/** Nats above the free baseline that a failed, late or malformed answer to a log-score item is charged. */
export const FAILURE_LOSS_NATS = 1.5;
export const FAST_RATE = 0.5;
export const SLOW_RATE = 0.1;
/** How far the slow mean of L may stand above the fast one: small, so that a swapped model is seen in a few epochs. */
export const FAST_SLACK_L = 0.04;
export const FAST_SLACK_A = 0.1;
/** Share of quality that a pure text predictor keeps: without it every model that fails all tasks would earn exactly 0. */
export const TASK_FLOOR = 0.25;
export const GAMMA = 1.5;
/** Below this share of the largest weight a miner gets nothing. */
export const MIN_SHARE_OF_LARGEST = 0.002;
export const SPEED_PERCENTILE = 0.3;
export const SPEED_WINDOW = 32;
/** Epochs without pay after an answer that the committed weights could not have given (text-market.md §4). */
export const BLOCKED_EPOCHS = 20;

/** Mixed into every reported distribution before the logarithm, so that a loss is bounded. */
export const EPSILON = 0.02;
export const CANDIDATES = 4;
export const CLASSES = 300;

/**
 * A timeout is this many medians of the same request over all miners, but at least MIN_TIMEOUT_MS: the trial had 5 s on an
 * idle machine; with many processes on two cores the best model was seen to need 5.3 s where small ones need 0.1.
 */
export const TIMEOUT_MEDIANS = 4;
export const MIN_TIMEOUT_MS = 8_000;

/** A miner is not paid before this many items were asked of it: with one or two, a guesser is lucky too often. */
export const MIN_ITEMS = 4;
/** An epoch that was cut short below this moves the averages of L in proportion: the trial's rates are for four items. */
export const WHOLE_EPOCH_ITEMS = 4;

export interface Budget {
  tasks: number;
  items: number;
}
/** The trial had 1 + 4 with prefixes of 220 bytes; with 125 bytes ten items cost no more, and small models come apart. */
export const USUAL_BUDGET: Budget = { tasks: 1, items: 10 };
/** The first epochs, and those after an alarm: the ranking stands after minutes. */
export const BURST_BUDGET: Budget = { tasks: 4, items: 12 };
/** The very first one is smaller, so that it is over before the chain's next epoch and pay begins early. */
export const OPENING_BUDGET: Budget = { tasks: 1, items: 8 };
export const BURST_EPOCHS = 4;

/** What a validator asks in its n-th epoch; a newcomer is asked more, like everybody else in that epoch. */
export function budgetAt(epoch: number, why: { alarm: boolean; newcomer: boolean }): Budget {
  if (epoch === 0) return OPENING_BUDGET;
  if (why.alarm || epoch < BURST_EPOCHS) return BURST_BUDGET;
  return why.newcomer ? OPENING_BUDGET : USUAL_BUDGET;
}

/** CUSUM on L: drift that is allowed for each epoch, and the sum at which the next epoch becomes a burst. */
export const ALARM_DRIFT = 0.1;
export const ALARM_LEVEL = 0.8;
