// The zeros of an epoch: g_f of every family and the free loss of every item, measured by shadow miners that run inside the
// validator. g_f is measured over fresh tasks of the family and kept over epochs, so that one lucky draw does not close it.
import type { Rng } from "../../kit/random.js";
import { FAMILIES } from "../challenges/families/index.js";
import { MAX_PAID_BASELINE } from "../constants.js";
import { fitClassPrior, fitItemShadow, type ItemShadow } from "./itemShadows.js";
import { TASK_SHADOWS } from "./taskShadows.js";

export interface Baselines {
  /** g_f by family. */
  tasks: ReadonlyMap<string, number>;
  items: ItemShadow;
  /** Class frequencies, also used to read tokens of one letter. */
  prior: readonly number[];
}

const TASKS_A_FAMILY = 40;

export function measureBaselines(rng: Rng, prior: readonly number[] = fitClassPrior(rng.fork("prior"))): Baselines {
  const tasks = new Map(
    FAMILIES.map((family) => [family.name, measureFamily(family, rng.fork(`family/${family.name}`))]),
  );
  return { tasks, items: fitItemShadow(rng.fork("items"), prior), prior };
}

export const paidFamilies = (baselines: Baselines) =>
  FAMILIES.filter((family) => (baselines.tasks.get(family.name) ?? 1) <= MAX_PAID_BASELINE);

function measureFamily(family: (typeof FAMILIES)[number], rng: Rng): number {
  const tasks = Array.from({ length: TASKS_A_FAMILY }, () => family.generate(rng));
  const rates = TASK_SHADOWS.map(
    (shadow) => tasks.filter((task) => task.check(shadow.answer(task.messages))).length / tasks.length,
  );
  return Math.max(...rates);
}
