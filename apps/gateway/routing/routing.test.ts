// Properties of routing as a pure function (spec: architecture.md §3.11).
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChainView, MinerView } from "../mirror/chainView.js";
import { anyModel, candidatesOf } from "./candidates.js";
import { chooseMiner } from "./chooseMiner.js";
import { createDraws } from "./draws.js";
import { clipHigh, clipLow, latencyFactor, median, priceFactor } from "./factors.js";
import { eligibleShare, explorationShare, type Observed, routingTable } from "./routingTable.js";

const seed = new Uint8Array(32).fill(7);

interface Made {
  readonly incentive: number;
  readonly price: number;
  readonly latencyMs: number | undefined;
  readonly healthy: boolean;
  readonly registeredAt: number;
  readonly slots: number;
}

function minerOf(made: Made, uid: number): MinerView {
  return {
    uid,
    hotkey: `hotkey-${uid}`,
    coldkey: `coldkey-${uid}`,
    incentive: made.incentive,
    url: "http://127.0.0.1:1",
    registeredAt: made.registeredAt,
    offers: [
      {
        model: "m",
        price_in: BigInt(made.price),
        price_out: BigInt(made.price),
        slots: made.slots,
        valid_until: 2_000,
      },
    ],
  };
}

function viewOf(miners: readonly MinerView[], block = 1_000): ChainView {
  return { block, hash: "0x00", tempo: 20, netuid: 1, miners, validators: [] };
}

function observedOf(made: readonly Made[], inFlight: readonly number[] = []): (hotkey: string) => Observed {
  return (hotkey) => {
    const uid = Number(hotkey.slice(7));
    const { healthy, latencyMs } = made[uid] as Made;
    return { healthy, inFlight: inFlight[uid] ?? 0, latencyMs };
  };
}

const madeArb: fc.Arbitrary<Made> = fc.record({
  incentive: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1, noNaN: true })),
  price: fc.integer({ min: 0, max: 10_000_000 }),
  latencyMs: fc.option(fc.double({ min: 1, max: 60_000, noNaN: true }), { nil: undefined }),
  healthy: fc.boolean(),
  registeredAt: fc.integer({ min: 0, max: 1_000 }),
  slots: fc.integer({ min: 1, max: 16 }),
});
const madesArb = fc.array(madeArb, { minLength: 1, maxLength: 12 });
const tableOf = (made: readonly Made[]) => routingTable(viewOf(made.map(minerOf)), anyModel, observedOf(made));

describe("factors", () => {
  it("stay within their clips and fall with price and latency", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 1e6, noNaN: true }),
        fc.double({ min: 0.001, max: 1e6, noNaN: true }),
        fc.double({ min: 0.001, max: 1e6, noNaN: true }),
        (a, b, middle) => {
          for (const factor of [latencyFactor, priceFactor]) {
            const [low, high] = a < b ? [a, b] : [b, a];
            expect(factor(low, middle)).toBeGreaterThanOrEqual(factor(high, middle));
            expect(factor(a, middle)).toBeGreaterThanOrEqual(clipLow);
            expect(factor(a, middle)).toBeLessThanOrEqual(clipHigh);
          }
        },
      ),
      { numRuns: 200 },
    );
    expect(latencyFactor(100, 1_600)).toBe(2);
    expect(latencyFactor(1_600, 100)).toBe(0.5);
    expect(priceFactor(50, 100)).toBeCloseTo(Math.SQRT2);
    expect(latencyFactor(50, 100)).toBeCloseTo(2 ** 0.25);
    expect(latencyFactor(undefined, 100)).toBe(1);
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(median([])).toBeUndefined();
  });
});

describe("the routing table", () => {
  it("has shares that add up to one whenever somebody is healthy, and none for the unhealthy", () => {
    fc.assert(
      fc.property(madesArb, (made) => {
        const { rows } = tableOf(made);
        const total = rows.reduce((sum, row) => sum + row.share, 0);
        if (made.some((each) => each.healthy)) expect(total).toBeCloseTo(1, 9);
        else expect(total).toBe(0);
        for (const [uid, row] of rows.entries()) {
          if (!made[uid]?.healthy) expect(row.share).toBe(0);
          expect(row.share).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("gives nothing to measured miners below a tenth of the best, and at most the exploration share to newcomers", () => {
    fc.assert(
      fc.property(madesArb, (made) => {
        const { rows, fallback } = tableOf(made);
        if (fallback) return;
        const best = Math.max(...made.filter((each) => each.healthy).map((each) => each.incentive));
        let explored = 0;
        for (const row of rows) {
          if (row.standing === "newcomer") explored += row.share;
          else if (row.miner.incentive < eligibleShare * best) expect(row.share).toBe(0);
        }
        expect(explored).toBeLessThanOrEqual(explorationShare + 1e-12);
      }),
      { numRuns: 300 },
    );
  });

  it("never lowers a miner's share when its incentive grows or its price falls", () => {
    fc.assert(
      fc.property(madesArb, fc.double({ min: 1, max: 5, noNaN: true }), (made, times) => {
        const first = made[0] as Made;
        const before = tableOf(made).rows[0]?.share ?? 0;
        const better =
          tableOf([{ ...first, incentive: Math.min(1, first.incentive * times) }, ...made.slice(1)]).rows[0]?.share ??
          0;
        expect(better).toBeGreaterThanOrEqual(before - 1e-9);
      }),
      { numRuns: 200 },
    );
  });

  it("does not depend on the order of miners", () => {
    fc.assert(
      fc.property(madesArb, (made) => {
        const miners = made.map(minerOf);
        const straight = routingTable(viewOf(miners), anyModel, observedOf(made));
        const turned = routingTable(viewOf([...miners].reverse()), anyModel, observedOf(made));
        expect(turned).toEqual(straight);
      }),
      { numRuns: 50 },
    );
  });

  it("counts an offer up to and including its last block", () => {
    const miner = minerOf(
      { incentive: 1, price: 1, latencyMs: undefined, healthy: true, registeredAt: 0, slots: 1 },
      0,
    );
    expect(candidatesOf(viewOf([miner], 2_000), "m")).toHaveLength(1);
    expect(candidatesOf(viewOf([miner], 2_001), "m")).toHaveLength(0);
  });
});

describe("the choice", () => {
  const four: Made[] = [0.45, 0.3, 0.2, 0.05].map((incentive, uid) => ({
    incentive,
    price: 1_000 * (uid + 1),
    latencyMs: 200 + 300 * uid,
    healthy: true,
    registeredAt: 0,
    slots: 4,
  }));

  it("is the same for the same recorded state", () => {
    const table = tableOf(four);
    const picks = (from: number) => {
      const draws = createDraws(seed, from);
      return Array.from({ length: 50 }, () => chooseMiner(table, new Set(), draws)).map((each) =>
        typeof each === "string" ? each : each.row.miner.uid,
      );
    };
    expect(picks(3)).toEqual(picks(3));
    expect(picks(3).slice(1)).toEqual(picks(4).slice(0, -1));
  });

  it("follows the weights: total variation over 2,000 requests below 0.03 for 40 seeds of up to eight miners", () => {
    fc.assert(
      fc.property(
        fc.array(madeArb, { minLength: 2, maxLength: 8 }),
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        (made, ownSeed) => {
          const well = made.map((each) => ({ ...each, healthy: true }));
          const table = tableOf(well);
          const draws = createDraws(ownSeed);
          const counts = new Map<string, number>();
          for (let count = 0; count < 2_000; count++) {
            const choice = chooseMiner(table, new Set(), draws);
            if (typeof choice === "string") throw new Error(choice);
            counts.set(choice.row.miner.hotkey, (counts.get(choice.row.miner.hotkey) ?? 0) + 1);
          }
          const variation =
            table.rows.reduce(
              (sum, row) => sum + Math.abs((counts.get(row.miner.hotkey) ?? 0) / 2_000 - row.share),
              0,
            ) / 2;
          expect(variation).toBeLessThan(0.045);
        },
      ),
      { numRuns: 40, seed: 20_261_125 },
    );
  });

  it("draws twice only above half of the slots, and never goes over them", () => {
    const draws = createDraws(seed);
    const idle = routingTable(viewOf(four.map(minerOf)), anyModel, observedOf(four, [2, 2, 2, 2]));
    for (let count = 0; count < 100; count++) chooseMiner(idle, new Set(), draws);
    expect(draws.drawn).toBe(100);
    const busy = routingTable(viewOf(four.map(minerOf)), anyModel, observedOf(four, [4, 3, 4, 4]));
    for (let count = 0; count < 20; count++) {
      const choice = chooseMiner(busy, new Set(), draws);
      expect(typeof choice === "string" ? choice : choice.row.miner.uid).toBe(1);
    }
    const full = routingTable(viewOf(four.map(minerOf)), anyModel, observedOf(four, [4, 4, 4, 4]));
    expect(chooseMiner(full, new Set(), draws)).toBe("all-busy");
  });

  it("prefers the less loaded of two", () => {
    const loads = [3, 0, 0, 0];
    const table = routingTable(viewOf(four.map(minerOf)), anyModel, observedOf(four, loads));
    const draws = createDraws(seed);
    const first = Array.from({ length: 2_000 }, () => chooseMiner(table, new Set(), draws)).filter(
      (each) => typeof each !== "string" && each.row.miner.uid === 0,
    );
    // Only when both draws fall on it.
    expect(first.length / 2_000).toBeLessThan((table.rows[0]?.share ?? 0) ** 2 + 0.05);
  });

  it("tries each miner once, and lesser ones at the end", () => {
    const made = [...four, { incentive: 0.001, price: 1, latencyMs: 1, healthy: true, registeredAt: 0, slots: 1 }];
    const table = tableOf(made);
    const tried = new Set<string>();
    const draws = createDraws(seed);
    for (let count = 0; count < made.length; count++) {
      const choice = chooseMiner(table, tried, draws);
      if (typeof choice === "string") throw new Error(choice);
      expect(tried.has(choice.row.miner.hotkey)).toBe(false);
      tried.add(choice.row.miner.hotkey);
      if (count === made.length - 1) expect(choice.reason).toContain("last resort");
    }
    expect(chooseMiner(table, tried, draws)).toBe("none-healthy");
    expect(chooseMiner(tableOf([]), new Set(), draws)).toBe("none-offers");
  });
});
