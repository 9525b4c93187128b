// The best model first and noise last with under 2 %, in nine of ten epochs; the mean in the order of the quality that was
// measured apart from the market (bits per byte and task success, ml/models/*/README.md; SmolLM2 by text-market.md).
import { BEST, incentiveOf, minersOf, nextEpochs, percent, type Trial } from "./trial.js";

const ORDER = [BEST, "plexus-tiny", "plexus-micro", "noise"];
const NOISE_LIMIT = 0.02;

export async function checkOrder(trial: Trial, epochs: number): Promise<void> {
  const hotkeys = new Map(minersOf(trial).map(({ model, hotkey }) => [model ?? "", hotkey]));
  const sums = new Map(ORDER.map((model) => [model, 0]));
  let good = 0;
  for await (const graph of nextEpochs(trial, epochs)) {
    const shares = ORDER.map((model) => incentiveOf(graph, hotkeys.get(model)));
    ORDER.forEach((model, i) => sums.set(model, (sums.get(model) ?? 0) + (shares[i] ?? 0) / epochs));
    const [best = 0, ...others] = shares;
    const noise = shares.at(-1) ?? 0;
    const holds =
      others.every((share) => share < best) && shares.every((share) => share >= noise) && noise < NOISE_LIMIT;
    if (holds) good++;
    console.log(
      `       block ${graph.block}: ${ORDER.map((model, i) => `${model} ${percent(shares[i] ?? 0)}`).join(", ")}${holds ? "" : "   ← out of order"}`,
    );
  }
  const needed = Math.floor(epochs * 0.9);
  trial.tally.check(
    `best first and noise last under 2 % in ${good} of ${epochs} epochs (${needed} needed)`,
    good >= needed,
  );
  const means = ORDER.map((model) => sums.get(model) ?? 0);
  const ordered = means.every((mean, i) => i === 0 || mean <= (means[i - 1] ?? 0));
  trial.tally.check(
    `the means have the order of quality: ${ORDER.map((model, i) => `${model} ${percent(means[i] ?? 0)}`).join(", ")}`,
    ordered,
  );
}
