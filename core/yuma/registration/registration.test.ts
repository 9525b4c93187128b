/** Registration arithmetic beyond the vectors: tables of chain.md §2.2–2.3, yuma.md §8 and §12. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { burnDecayFactor, decayBurn } from "./burnDecay.js";
import { blocksUntilEpoch2024, isEpochDue2026 } from "./epochSchedule.js";
import { networkLockCost } from "./networkLockCost.js";
import { type NeuronStanding, neuronToPrune, neuronToPrune2024 } from "./neuronPruning.js";
import { adjustmentTargets, adjustPrice } from "./priceAdjustment.js";
import { subnetAccount } from "./subnetAccount.js";
import { subnetToPrune } from "./subnetPruning.js";

describe("price adjustment", () => {
  test.each([
    [2n, 1n, { burn: false, difficulty: true }],
    [1n, 2n, { burn: true, difficulty: false }],
    [2n, 2n, { burn: true, difficulty: true }],
  ])("crowded: %s by work, %s by burn", (pow, burn, wanted) =>
    expect(adjustmentTargets(pow, burn, 2n)).toEqual(wanted),
  );

  test.each([
    [1n, 0n, { burn: true, difficulty: false }],
    [0n, 1n, { burn: false, difficulty: true }],
    [0n, 0n, { burn: true, difficulty: true }],
  ])("quiet: %s by work, %s by burn", (pow, burn, wanted) => expect(adjustmentTargets(pow, burn, 2n)).toEqual(wanted));

  test("stays within its bounds and moves towards demand", () => {
    const u64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
    fc.assert(
      fc.property(
        u64,
        u64,
        fc.bigInt({ min: 0n, max: 65535n }),
        fc.bigInt({ min: 1n, max: 65535n }),
        (current, alpha, r, target) => {
          const price = {
            current,
            registrationsThisInterval: r,
            target,
            adjustmentAlpha: alpha,
            min: 0n,
            max: 2n ** 64n - 1n,
          };
          const next = adjustPrice(price);
          expect(next >= 0n && next <= price.max).toBe(true);
          // Truncation to 18 fraction bits may cost a little even where nothing moves.
          expect(r < target || next + (current >> 17n) + 1n >= current).toBe(true);
          expect(r > target || next <= current).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
    expect(() =>
      adjustPrice({ current: 1n, registrationsThisInterval: 1n, target: 0n, adjustmentAlpha: 0n, min: 0n, max: 1n }),
    ).toThrow("target");
  });

  test("the burn halves in a half-life, to a millionth", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), (halfLife) => {
        const factor = burnDecayFactor(halfLife);
        let burn = 10n ** 15n;
        for (let block = 0; block < halfLife; block++) burn = decayBurn(burn, factor, 0n, 2n ** 64n - 1n);
        const gap = burn - 5n * 10n ** 14n;
        expect(gap < 5n * 10n ** 8n && gap > -5n * 10n ** 8n).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});

test("a lock never falls below its minimum, nor rises while nobody creates", () => {
  const rao = fc.bigInt({ min: 0n, max: 10n ** 16n });
  const block = fc.bigInt({ min: 0n, max: 10n ** 7n });
  fc.assert(
    fc.property(
      rao,
      rao,
      block,
      block,
      fc.bigInt({ min: 0n, max: 200_000n }),
      (lastLockRao, minLockRao, lastLockBlock, later, reductionIntervalBlocks) => {
        const at = (currentBlock: bigint): bigint =>
          networkLockCost({ lastLockRao, minLockRao, lastLockBlock, reductionIntervalBlocks, currentBlock });
        expect(at(lastLockBlock + later) >= minLockRao).toBe(true);
        expect(at(lastLockBlock + later) <= at(lastLockBlock)).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});

describe("pruning", () => {
  const subnet = (netuid: number, emission: bigint, registeredAt: bigint, immune = false) => ({
    netuid,
    emission,
    registeredAt,
    immune,
  });

  test("root and the immune stay; the older goes on a tie, whatever the order", () => {
    const subnets = [subnet(0, 0n, 0n), subnet(3, 4n, 9n), subnet(2, 4n, 7n), subnet(1, 1n, 8n, true)];
    expect(subnetToPrune(subnets)).toBe(2);
    expect(subnetToPrune(subnets.toReversed())).toBe(2);
    expect(subnetToPrune([subnet(0, 0n, 0n), subnet(1, 1n, 1n, true)])).toBeUndefined();
  });

  const neuron = (
    uid: number,
    emission: bigint,
    registeredAt: bigint,
    more: Partial<NeuronStanding> = {},
  ): NeuronStanding => ({ uid, emission, registeredAt, immune: false, ownerImmune: false, ...more });

  test("2026: least emission, then age, then uid; the owner never; the immune only when too few are open", () => {
    const open = [
      neuron(0, 0n, 0n, { ownerImmune: true }),
      neuron(4, 2n, 5n),
      neuron(3, 1n, 6n),
      neuron(2, 1n, 5n),
      neuron(1, 1n, 5n),
    ];
    expect(neuronToPrune(open, 3)).toBe(1);
    expect(neuronToPrune(open, 4)).toBeUndefined();
    expect(neuronToPrune([...open, neuron(5, 9n, 9n, { immune: true }), neuron(6, 8n, 9n, { immune: true })], 4)).toBe(
      6,
    );
  });

  test("2024: last of the least open, first of the least immune, the chosen (65535) not again", () => {
    const scored = (uid: number, pruningScore: number, immune = false) => ({ uid, pruningScore, immune });
    expect(neuronToPrune2024([scored(0, 5), scored(1, 3), scored(2, 3), scored(3, 0, true)])).toBe(2);
    expect(neuronToPrune2024([scored(0, 65535), scored(1, 4, true), scored(2, 4, true)])).toBe(1);
    expect(neuronToPrune2024([])).toBeUndefined();
  });
});

describe("schedule", () => {
  test("2024: every tempo + 1 blocks, staggered by netuid", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100 }),
        fc.bigInt({ min: 1n, max: 500n }),
        fc.bigInt({ min: 0n, max: 10n ** 9n }),
        (netuid, tempo, block) => {
          const wait = blocksUntilEpoch2024(netuid, tempo, block);
          expect(wait >= 0n && wait <= tempo).toBe(true);
          expect(blocksUntilEpoch2024(netuid, tempo, block + wait)).toBe(0n);
          expect((block + wait + BigInt(netuid) + 1n) % (tempo + 1n)).toBe(tempo);
        },
      ),
      { numRuns: 200 },
    );
  });

  test("2026: due by tempo, by a pending trigger, or after the longest wait; never with tempo 0", () => {
    const idle = { tempo: 360n, lastEpochBlock: 1000n, pendingEpochAt: 0n, blocksSinceLastStep: 0n };
    expect([1359n, 1360n, 1361n].map((block) => isEpochDue2026(idle, block))).toEqual([false, true, true]);
    expect([1009n, 1010n].map((block) => isEpochDue2026({ ...idle, pendingEpochAt: 1010n }, block))).toEqual([
      false,
      true,
    ]);
    expect(isEpochDue2026({ ...idle, tempo: 10n ** 9n, blocksSinceLastStep: 50401n }, 1001n)).toBe(true);
    expect(isEpochDue2026({ ...idle, tempo: 0n, pendingEpochAt: 1n, blocksSinceLastStep: 99999n }, 10n ** 9n)).toBe(
      false,
    );
  });
});

test("a subnet's account refuses what is no netuid", () => {
  expect(() => subnetAccount(65536)).toThrow(RangeError);
  expect(subnetAccount(258).slice(12, 15)).toEqual(Uint8Array.of(2, 1, 0));
});
