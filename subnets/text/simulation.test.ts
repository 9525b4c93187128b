// The simulation of text-market.md §3: orders and cheater shares, epochs 8–20, through Yuma with two validators whose draws
// are independent. The spec's table: big > tiny 1.00, tiny > micro > noise 1.00, smol > slow > lazy .98, cheaters < 2 % 1.00.
import { describe, expect, it } from "vitest";
import { playMechanism } from "../kit/attackHarness.js";
import { createRng } from "../kit/random.js";
import { BURST_BUDGET, type Budget, USUAL_BUDGET } from "./constants.js";
import { textMechanism } from "./mechanism.js";
import {
  GEMMA,
  LAZY,
  MICRO,
  NOISE,
  OVERLAP,
  SLOW,
  SMOL,
  TINY,
  type TrialModel,
  trialPlayer,
  UNIGRAM,
} from "./trial.js";

/** The trial's own; this market asks more items (constants.ts). */
const TRIAL_BUDGET: Budget = { tasks: 1, items: 4 };
const MODELS = [GEMMA, SMOL, SLOW, TINY, MICRO, LAZY, OVERLAP, NOISE];
const seed = (n: number) => createRng(new Uint8Array(32).fill(n));

function play(models: readonly TrialModel[], budget: Budget, seeds: number, epochs: number) {
  return Array.from({ length: seeds }, (_, n) =>
    playMechanism({
      mechanism: textMechanism,
      players: models.map((model) => trialPlayer(model, budget)),
      epochs,
      rng: seed(n + 1),
    }),
  );
}

// Seen here at 1 + 4: .99, .97, .92 (the trial: 1.00, 1.00, .98, over one set of seeds); at 4 + 12: 1.00, 1.00, 1.00.
describe.each([
  ["1 + 4", TRIAL_BUDGET, 0.9],
  ["4 + 12", BURST_BUDGET, 0.99],
] as const)("the table of the trial at %s", (_, budget, order) => {
  const runs = play(MODELS, budget, 8, 20);
  const epochs = runs.flatMap((run) =>
    run
      .slice(8)
      .map(({ incentive }) => Object.fromEntries(MODELS.map((model, at) => [model.name, incentive[at] as number]))),
  );
  const share = (holds: (by: Record<string, number>) => boolean) =>
    epochs.filter((by) => holds(by as Record<string, number>)).length / epochs.length;
  const means = Object.fromEntries(
    MODELS.map(({ name }) => [name, epochs.reduce((sum, by) => sum + (by[name] ?? 0), 0) / epochs.length]),
  );

  it("keeps the order of quality", () => {
    expect(share((by) => Math.min(by["smol"] ?? 0, by["gemma"] ?? 0) > (by["tiny"] ?? 0))).toBeGreaterThanOrEqual(
      Math.max(order, 0.98),
    );
    expect(
      share((by) => (by["tiny"] ?? 0) > (by["micro"] ?? 0) && (by["micro"] ?? 0) > (by["noise"] ?? 0)),
    ).toBeGreaterThanOrEqual(Math.max(order, 0.95));
    expect(
      share((by) => (by["smol"] ?? 0) > (by["slow"] ?? 0) && (by["slow"] ?? 0) > (by["lazy"] ?? 0)),
    ).toBeGreaterThanOrEqual(order);
  });

  it("pays no cheater 2 %", () => {
    expect(share((by) => (by["overlap"] ?? 0) < 0.02 && (by["noise"] ?? 0) < 0.02)).toBe(1);
  });

  it("leaves no miner all of it, and the shares near the trial's", () => {
    expect(means["gemma"]).toBeGreaterThan(0.25);
    expect(means["gemma"]).toBeLessThan(0.5);
    expect(means["smol"]).toBeGreaterThan(0.2);
    expect(means["slow"]).toBeGreaterThan(0.12);
    expect(means["tiny"]).toBeGreaterThan(0.03);
    expect(means["tiny"]).toBeLessThan(0.14);
  });
});

describe("a swapped model", () => {
  it.each([
    ["noise", NOISE, 4],
    ["the unigram cheater", UNIGRAM, 8],
  ] as const)("smol replaced by %s is below 5 % in time", (_, to, limit) => {
    const swapped = { ...SMOL, name: "swapped", swap: { epoch: 12, to } };
    const runs = play([swapped, GEMMA, TINY, MICRO], USUAL_BUDGET, 8, 12 + limit + 1);
    const late = runs.filter((run) => (run.at(-1)?.incentive[0] ?? 1) >= 0.05).length;
    expect(late).toBeLessThanOrEqual(to === NOISE ? 0 : 1);
  });
});
