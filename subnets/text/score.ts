// One score from an epoch's evidence, pure: evidence → standing → share (text-market.md §3).
// Worse answers never score more, a failure is charged more than the free baseline, and miners are treated alike whatever
// their order: score.test.ts holds these as properties, simulation.test.ts plays the formula through Yuma.
import {
  ALARM_DRIFT,
  ALARM_LEVEL,
  BLOCKED_EPOCHS,
  FAILURE_LOSS_NATS,
  FAST_RATE,
  FAST_SLACK_A,
  FAST_SLACK_L,
  GAMMA,
  MAX_PAID_BASELINE,
  MIN_ITEMS,
  MIN_SHARE_OF_LARGEST,
  SLOW_RATE,
  SPEED_PERCENTILE,
  SPEED_WINDOW,
  TASK_FLOOR,
  WHOLE_EPOCH_ITEMS,
} from "./constants.js";

export interface TaskOutcome {
  /** 0 wrong … 1 right; a failed, late or malformed answer is 0. */
  success: number;
  /** g_f: how often the best shadow miner succeeds in this family. */
  baseline: number;
}

export interface ItemOutcome {
  /** Nats; undefined when no valid answer came. */
  lossNats: number | undefined;
  /** What the best free baseline lost on the same item. */
  zeroLossNats: number;
  /** Came after the timeout: charged as a failure, or its own loss where that is worse. */
  late: boolean;
}

/** What one validator saw of one miner in one epoch. */
export interface MinerEpoch {
  tasks: readonly TaskOutcome[];
  items: readonly ItemOutcome[];
  asked: number;
  answered: number;
  /** Tokens per second of each answer long enough to time. */
  speeds: readonly number[];
  fidelityFailed: boolean;
}

export interface Average {
  epochs: number;
  fast: number;
  slow: number;
}

/** Everything that is carried from epoch to epoch for one miner; plain data, kept with the evidence. */
export interface Standing {
  tasks: Average;
  items: Average;
  answers: Average;
  itemsAsked: number;
  speeds: number[];
  blockedEpochs: number;
  cusum: number;
  alarm: boolean;
}

export interface Quality {
  tasks: number;
  items: number;
  answers: number;
  quality: number;
  fidelity: 0 | 1;
  tokensPerSecond: number;
}

const UNSEEN: Average = { epochs: 0, fast: 0, slow: 0 };

export function newStanding(): Standing {
  return {
    tasks: UNSEEN,
    items: UNSEEN,
    answers: UNSEEN,
    itemsAsked: 0,
    speeds: [],
    blockedEpochs: 0,
    cusum: 0,
    alarm: false,
  };
}

/** T_e over the paid families; undefined when none was asked. */
export function taskScore(tasks: readonly TaskOutcome[]): number | undefined {
  const paid = tasks.filter((task) => task.baseline <= MAX_PAID_BASELINE);
  if (paid.length === 0) return undefined;
  return mean(paid.map((task) => (clamp(task.success, 0, 1) - task.baseline) / (1 - task.baseline)));
}

/** The loss an item counts with. */
export function chargedLoss(item: ItemOutcome): number {
  const failure = item.zeroLossNats + FAILURE_LOSS_NATS;
  if (item.lossNats === undefined || !Number.isFinite(item.lossNats)) return failure;
  return item.late ? Math.max(item.lossNats, failure) : item.lossNats;
}

/** L_e = 1 − mean(ℓ) / ℓ₀ over the same items; undefined when none was asked. */
export function itemScore(items: readonly ItemOutcome[]): number | undefined {
  if (items.length === 0) return undefined;
  const zero = sum(items.map((item) => item.zeroLossNats));
  return 1 - sum(items.map(chargedLoss)) / zero;
}

/** One epoch later. A part that was not asked stays as it was. */
export function advance(before: Standing, epoch: MinerEpoch): Standing {
  const itemsNow = itemScore(epoch.items);
  const drop =
    itemsNow === undefined || before.items.epochs === 0 ? 0 : Math.max(0, before.items.slow) - itemsNow - ALARM_DRIFT;
  const cusum = Math.max(0, before.cusum + drop);
  const alarm = cusum > ALARM_LEVEL;
  return {
    tasks: follow(before.tasks, taskScore(epoch.tasks)),
    items: follow(before.items, itemsNow, Math.min(1, epoch.items.length / WHOLE_EPOCH_ITEMS)),
    answers: follow(before.answers, epoch.asked > 0 ? epoch.answered / epoch.asked : undefined),
    itemsAsked: before.itemsAsked + epoch.items.length,
    speeds: [...before.speeds, ...epoch.speeds].slice(-SPEED_WINDOW),
    blockedEpochs: epoch.fidelityFailed ? BLOCKED_EPOCHS : Math.max(0, before.blockedEpochs - 1),
    cusum: alarm ? 0 : cusum,
    alarm,
  };
}

export function qualityOf(standing: Standing): Quality {
  const tasks = Math.max(0, standing.tasks.slow);
  const seen = Math.max(0, Math.min(standing.items.slow, standing.items.fast + FAST_SLACK_L));
  const items = standing.itemsAsked < MIN_ITEMS ? 0 : seen;
  const answers = Math.max(0, Math.min(standing.answers.slow, standing.answers.fast + FAST_SLACK_A));
  return {
    tasks,
    items,
    answers,
    quality: items * (TASK_FLOOR + (1 - TASK_FLOOR) * tasks),
    fidelity: standing.blockedEpochs > 0 ? 0 : 1,
    tokensPerSecond: percentile(standing.speeds, SPEED_PERCENTILE),
  };
}

/** Shares of one validator's weight, in the order of the standings given; all 0 when nobody has shown any quality. */
export function shares(standings: readonly Standing[]): number[] {
  const seen = standings.map(qualityOf);
  const reference = median(seen.filter((q) => q.quality > 0).map((q) => q.tokensPerSecond));
  const values = seen.map((q) => {
    const speed = reference > 0 ? 0.5 + 0.5 * Math.min(1, q.tokensPerSecond / reference) : 1;
    return q.fidelity * q.quality ** GAMMA * q.answers ** 2 * speed;
  });
  const largest = Math.max(0, ...values);
  const kept = values.map((value) => (value < MIN_SHARE_OF_LARGEST * largest ? 0 : value));
  const total = sum(kept.slice().sort((a, b) => a - b));
  return kept.map((value) => (total > 0 ? value / total : 0));
}

/** `weight` below 1 slows both rates; the first value is taken whole. */
function follow(average: Average, now: number | undefined, weight = 1): Average {
  if (now === undefined) return average;
  const first = 1 / (average.epochs + 1);
  const rate = (usual: number) => (average.epochs === 0 ? 1 : weight * Math.max(usual, first));
  return {
    epochs: average.epochs + 1,
    fast: average.fast + rate(FAST_RATE) * (now - average.fast),
    slow: average.slow + rate(SLOW_RATE) * (now - average.slow),
  };
}

function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) return 0;
  const sorted = values.slice().sort((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] as number;
}

const median = (values: readonly number[]) => percentile(values, 0.5);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]) => sum(values) / values.length;
const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
