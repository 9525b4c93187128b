// Players with the results that were measured in the trial of 23 November 2026 (text-market.md §1–§3): means and spreads of
// real models and of cheaters, drawn so that all miners meet the same items. Simulation and attack tests are played with them.
import type { Player } from "../kit/attackHarness.js";
import type { Rng } from "../kit/random.js";
import { BURST_BUDGET, BURST_EPOCHS, type Budget, CLASSES, EPSILON } from "./constants.js";
import type { MinerEpoch } from "./score.js";

/** How a player does on one item, given the item's difficulty: probability that it puts on the true class. */
export type ItemModel = (item: { easy: number; unigram: number; trigram: number }, own: Rng) => number;

export interface TrialModel {
  name: string;
  /** Share of paid tasks that succeed. */
  tasks: number;
  item: ItemModel;
  tokensPerSecond: number;
  /** Share of requests that fail. */
  failing?: number;
  /** Becomes another model at this epoch. */
  swap?: { epoch: number; to: TrialModel };
}

const MAX_LOSS = -Math.log(EPSILON / CLASSES);

/** Losses of smol: mean 3.12, sd 2.2. A power of a uniform gives the long tail that was seen. */
export const languageModel =
  (scale: number): ItemModel =>
  ({ easy }, own) =>
    Math.exp(-Math.min(MAX_LOSS, scale * (0.4 + 7.3 * easy ** 1.7 + 0.3 * (own.unit() - 0.5))));
export const mixed =
  (share: number): ItemModel =>
  (item, own) =>
    share * languageModel(1)(item, own) + (1 - share) * item.trigram;

/** A confident distribution over the wrong classes; now and then a right one. */
const rubbish: ItemModel = (_, own) => (own.unit() < 0.02 ? 0.2 : 0.004 * own.unit());

export const SMOL: TrialModel = { name: "smol", tasks: 0.325, item: languageModel(1), tokensPerSecond: 35 };
export const GEMMA: TrialModel = { name: "gemma", tasks: 0.356, item: languageModel(0.965), tokensPerSecond: 30 };
export const SLOW: TrialModel = { ...SMOL, name: "slow", tokensPerSecond: 11 };
export const LAZY: TrialModel = { ...SMOL, name: "lazy", failing: 0.5 };
export const TINY: TrialModel = { name: "tiny", tasks: 0, item: mixed(0.25), tokensPerSecond: 90 };
export const MICRO: TrialModel = { name: "micro", tasks: 0, item: mixed(0.08), tokensPerSecond: 120 };
export const NOISE: TrialModel = { name: "noise", tasks: 0, item: rubbish, tokensPerSecond: 400 };
/** Knows no language: answers reading tasks by overlap, items by the class unigram. */
export const OVERLAP: TrialModel = {
  name: "overlap",
  tasks: 0.035,
  item: ({ unigram }) => unigram,
  tokensPerSecond: 400,
};
export const UNIGRAM: TrialModel = { name: "unigram", tasks: 0, item: ({ unigram }) => unigram, tokensPerSecond: 400 };
export const ECHO: TrialModel = { name: "echo", tasks: 0.015, item: rubbish, tokensPerSecond: 400 };
/** A parser written against the public task generator, without any language. */
export const PARSER: TrialModel = { name: "parser", tasks: 0.98, item: ({ unigram }) => unigram, tokensPerSecond: 400 };

const SHADOW_TASKS = 0.015;

export function trialPlayer(model: TrialModel, budget: Budget = { tasks: 1, items: 4 }): Player<MinerEpoch> {
  return {
    name: model.name,
    evidence(epoch, challenges, own) {
      const now = model.swap !== undefined && epoch >= model.swap.epoch ? model.swap.to : model;
      const { tasks, items } =
        epoch < BURST_EPOCHS
          ? { tasks: Math.max(budget.tasks, BURST_BUDGET.tasks), items: Math.max(budget.items, BURST_BUDGET.items) }
          : budget;
      let answered = 0;
      const answers = () => {
        const does = own.unit() >= (now.failing ?? 0);
        answered += does ? 1 : 0;
        return does;
      };
      const taskOutcomes = Array.from({ length: tasks }, () => ({
        success: answers() && own.unit() < now.tasks ? 1 : 0,
        baseline: SHADOW_TASKS,
      }));
      const itemOutcomes = Array.from({ length: items }, () => {
        const easy = challenges.unit();
        const unigram = Math.exp(-Math.min(MAX_LOSS, 1.6 + 4.0 * challenges.unit() + 1.8 * easy));
        const trigram = Math.exp(-Math.min(MAX_LOSS, 0.2 + 6.2 * challenges.unit() + 2.7 * easy));
        const p = now.item({ easy, unigram, trigram }, own);
        return { lossNats: answers() ? loss(p) : undefined, zeroLossNats: loss(unigram), late: false };
      });
      const asked = tasks + items;
      return {
        tasks: taskOutcomes,
        items: itemOutcomes,
        asked,
        answered,
        speeds: [now.tokensPerSecond * (0.8 + 0.4 * own.unit())],
        fidelityFailed: false,
      };
    },
  };
}

const loss = (p: number) => -Math.log((1 - EPSILON) * Math.min(1, p) + EPSILON / CLASSES);
