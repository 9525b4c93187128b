// Properties of the score: worse answers never score more, failing never helps, miners are treated alike, shares are bounded.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { weightRow } from "../kit/weights.js";
import { BLOCKED_EPOCHS, FAILURE_LOSS_NATS, MIN_ITEMS } from "./constants.js";
import {
  advance,
  chargedLoss,
  itemScore,
  type MinerEpoch,
  newStanding,
  qualityOf,
  type Standing,
  shares,
  taskScore,
} from "./score.js";

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const item = fc.record({
  lossNats: fc.option(fc.double({ min: 0, max: 9.6, noNaN: true }), { nil: undefined }),
  zeroLossNats: fc.double({ min: 1, max: 6, noNaN: true }),
  late: fc.boolean(),
});
const task = fc.record({ success: unit, baseline: fc.double({ min: 0, max: 0.4, noNaN: true }) });
const epoch: fc.Arbitrary<MinerEpoch> = fc
  .record({
    tasks: fc.array(task, { maxLength: 4 }),
    items: fc.array(item, { maxLength: 6 }),
    answered: unit,
    speeds: fc.array(fc.double({ min: 1, max: 500, noNaN: true }), { maxLength: 3 }),
    failed: fc.boolean(),
  })
  .map(({ tasks, items, answered, speeds, failed }) => ({
    tasks,
    items,
    speeds,
    asked: tasks.length + items.length,
    answered: Math.round(answered * (tasks.length + items.length)),
    fidelityFailed: failed && speeds.length === 3,
  }));
const history = fc.array(epoch, { minLength: 1, maxLength: 8 });
const fold = (epochs: readonly MinerEpoch[]): Standing => epochs.reduce(advance, newStanding());
const TOLERANCE = 1e-9;
const enough = Array.from({ length: MIN_ITEMS }, () => ({ lossNats: 2, zeroLossNats: 4.5, late: false }));

describe("worse answers never score more", () => {
  it.each(["task", "item", "answer"])("a worse %s in any epoch", (what) => {
    fc.assert(
      fc.property(
        history,
        fc.array(history, { maxLength: 3 }),
        fc.nat(),
        fc.nat(),
        unit,
        (mine, others, at, which, by) => {
          const worse = mine.map((one, index) => (index === at % mine.length ? worsen(one, what, which, by) : one));
          const rest = others.map(fold);
          const before = shares([fold(mine), ...rest])[0] as number;
          const after = shares([fold(worse), ...rest])[0] as number;
          expect(after).toBeLessThanOrEqual(before + TOLERANCE);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("is strict for a miner that earns", () => {
    const good: MinerEpoch = {
      tasks: [{ success: 1, baseline: 0 }],
      items: enough,
      asked: 2,
      answered: 2,
      speeds: [20],
      fidelityFailed: false,
    };
    const worse = { ...good, items: enough.map((one) => ({ ...one, lossNats: 2.5 })) };
    expect(shares([fold([worse]), fold([good])])[0]).toBeLessThan(0.5);
  });
});

describe("failure never helps", () => {
  it("is charged more than any answer that is no worse than the free baseline by 1.5 nat", () => {
    fc.assert(
      fc.property(item, (one) => {
        const failed = chargedLoss({ ...one, lossNats: undefined });
        expect(failed).toBe(one.zeroLossNats + FAILURE_LOSS_NATS);
        if (one.lossNats !== undefined && one.lossNats <= failed)
          expect(chargedLoss({ ...one, late: false })).toBeLessThanOrEqual(failed);
        expect(chargedLoss({ ...one, late: true })).toBeGreaterThanOrEqual(chargedLoss({ ...one, late: false }));
      }),
    );
  });

  it("replacing an answer by silence never raises the share", () => {
    fc.assert(
      fc.property(history, fc.nat(), fc.nat(), (mine, at, which) => {
        const silent = mine.map((one, index) => (index === at % mine.length ? fail(one, which) : one));
        const peer = fold([
          {
            tasks: [{ success: 1, baseline: 0 }],
            items: enough,
            asked: 2,
            answered: 2,
            speeds: [30],
            fidelityFailed: false,
          },
        ]);
        expect(shares([fold(silent), peer])[0] as number).toBeLessThanOrEqual(
          (shares([fold(mine), peer])[0] as number) + TOLERANCE,
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe("shares", () => {
  it("are bounded, sum to one or are all zero, and follow their miners in any order", () => {
    fc.assert(
      fc.property(fc.array(history, { maxLength: 6 }), fc.nat(), (miners, turn) => {
        const standings = miners.map(fold);
        const row = shares(standings);
        const total = row.reduce((sum, share) => sum + share, 0);
        expect(row.every((share) => share >= 0 && share <= 1 + TOLERANCE)).toBe(true);
        if (total > 0) expect(total).toBeCloseTo(1, 9);
        const by = miners.length === 0 ? 0 : turn % miners.length;
        const turned = [...standings.slice(by), ...standings.slice(0, by)];
        expect(shares(turned)).toEqual([...row.slice(by), ...row.slice(0, by)]);
      }),
      { numRuns: 200 },
    );
  });

  it("are zero for a failed audit, for twenty epochs", () => {
    const good: MinerEpoch = {
      tasks: [{ success: 1, baseline: 0 }],
      items: enough,
      asked: 2,
      answered: 2,
      speeds: [20],
      fidelityFailed: false,
    };
    const caught = fold([good, { ...good, fidelityFailed: true }]);
    expect(shares([caught, fold([good])])).toEqual([0, 1]);
    const later = Array.from({ length: BLOCKED_EPOCHS - 1 }, () => good).reduce(advance, caught);
    expect(qualityOf(later).fidelity).toBe(0);
    expect(qualityOf(advance(later, good)).fidelity).toBe(1);
  });

  it("become a row of u16 whose largest is 65535", () => {
    expect(
      weightRow(
        new Map([
          [7, 0.25],
          [3, 0.75],
          [9, 0],
        ]),
      ),
    ).toEqual({ uids: [3, 7], values: [65_535, 21_845] });
    expect(weightRow(new Map([[7, 0]]))).toBeUndefined();
    expect(() => weightRow(new Map([[7, Number.NaN]]))).toThrow(/bad share/);
  });
});

describe("the parts", () => {
  it("pay nobody before enough items were asked", () => {
    const epoch: MinerEpoch = {
      tasks: [],
      items: enough.slice(1),
      asked: 5,
      answered: 5,
      speeds: [],
      fidelityFailed: false,
    };
    expect(qualityOf(fold([epoch])).items).toBe(0);
    expect(qualityOf(fold([epoch, epoch])).items).toBeGreaterThan(0.5);
  });
  it("pay only families with a low baseline", () => {
    expect(taskScore([{ success: 1, baseline: 0.26 }])).toBeUndefined();
    expect(
      taskScore([
        { success: 1, baseline: 0.26 },
        { success: 0, baseline: 0.2 },
      ]),
    ).toBeCloseTo(-0.25);
  });
  it("give the free baseline exactly nothing", () => {
    expect(itemScore([{ lossNats: 4.5, zeroLossNats: 4.5, late: false }])).toBe(0);
  });
});

function worsen(one: MinerEpoch, what: string, which: number, by: number): MinerEpoch {
  if (what === "answer") return { ...one, answered: Math.max(0, one.answered - 1) };
  if (what === "task")
    return {
      ...one,
      tasks: one.tasks.map((task, at) =>
        at === which % one.tasks.length ? { ...task, success: task.success * by } : task,
      ),
    };
  return {
    ...one,
    items: one.items.map((item, at) =>
      at === which % one.items.length && item.lossNats !== undefined ? { ...item, lossNats: item.lossNats + by } : item,
    ),
  };
}

/** Silence in place of an answer that was not already worse than silence: a miner cannot know that beforehand. */
function fail(one: MinerEpoch, which: number): MinerEpoch {
  const items = one.items.map((item, at) =>
    at === which % one.items.length &&
    item.lossNats !== undefined &&
    item.lossNats <= item.zeroLossNats + FAILURE_LOSS_NATS
      ? { ...item, lossNats: undefined }
      : item,
  );
  return { ...one, items, answered: Math.max(0, one.answered - 1) };
}
