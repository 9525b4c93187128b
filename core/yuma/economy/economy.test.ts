/** Money that is split is neither made nor lost; pools keep what they promise. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SAFE_FLOAT_ZERO, type SafeFloat } from "../../fixed/safeFloat.js";
import { splitAlphaOut } from "./alphaSplit.js";
import {
  alphaForTao,
  type BalancedPool,
  injectLiquidity,
  poolPrice,
  powerOfRatio,
  taoForAlpha,
  WEIGHT_ONE,
} from "./balancer.js";
import { blockEmission, SUPPLY_LIMIT_RAO } from "./halving.js";
import { splitBlockIssue } from "./ownerCut.js";
import { payHotkey } from "./payHotkey.js";
import { changeHolderValue, changePoolValue, EMPTY_SHARE_POOL, shareValue } from "./sharePool.js";

const rao = fc.bigInt({ min: 0n, max: 10n ** 15n });
const u16 = fc.integer({ min: 0, max: 65535 });

test("the example of stable.md §5: 10^9 → 179,995,422 + 820,004,577, residue 1", () => {
  expect(splitBlockIssue(10n ** 9n, 11796)).toEqual({
    ownerRao: 179_995_422n,
    serverRao: 410_002_288n,
    validatorRao: 410_002_289n,
    residueRao: 1n,
  });
});

test("a block's issue is split without loss, at most 1 rao of residue", () => {
  fc.assert(
    fc.property(rao, u16, (issued, cut) => {
      const split = splitBlockIssue(issued, cut);
      expect(split.ownerRao + split.serverRao + split.validatorRao + split.residueRao).toBe(issued);
      expect(split.residueRao >= 0n && split.residueRao <= 1n && split.ownerRao >= 0n && split.serverRao >= 0n).toBe(
        true,
      );
    }),
    { numRuns: 300 },
  );
});

test("a hotkey's earnings are paid to the last rao, nominators in proportion", () => {
  fc.assert(
    fc.property(rao, rao, u16, fc.array(rao, { maxLength: 8 }), (serverRao, validatorRao, take, stakes) => {
      const paid = payHotkey({ serverRao, validatorRao, take, stakes });
      expect(paid.nominators.reduce((sum, share) => sum + share, paid.owner)).toBe(serverRao + validatorRao);
      expect(paid.owner >= serverRao && paid.nominators.every((share) => share >= 0n)).toBe(true);
      stakes.forEach((stake, i) =>
        stakes.forEach((other, j) => {
          expect(stake > other || paid.nominators[i]! <= paid.nominators[j]!).toBe(true);
        }),
      );
    }),
    { numRuns: 200 },
  );
});

test("the split of alpha loses at most 3 rao", () => {
  fc.assert(
    fc.property(rao, u16, fc.bigInt({ min: 0n, max: 1n << 32n }), (alphaOut, cut, root) => {
      const split = splitAlphaOut(alphaOut, cut, root);
      const sum = split.owner + split.server + split.validator + split.root;
      expect(sum <= alphaOut && sum + 3n >= alphaOut).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test("emission never rises with issuance", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: SUPPLY_LIMIT_RAO + 5n }), rao, (issued, more) => {
      expect(blockEmission(issued + more) <= blockEmission(issued)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

describe("share pool", () => {
  type Step = { readonly holder: number; readonly amount: bigint };
  const steps = fc.array(
    fc.record({ holder: fc.integer({ min: -1, max: 2 }), amount: fc.bigInt({ min: 1n, max: 10n ** 12n }) }),
    { minLength: 1, maxLength: 12 },
  );

  function play(list: readonly Step[]): { pool: typeof EMPTY_SHARE_POOL; shares: SafeFloat[] } {
    let pool = EMPTY_SHARE_POOL;
    const shares = [SAFE_FLOAT_ZERO, SAFE_FLOAT_ZERO, SAFE_FLOAT_ZERO];
    for (const { holder, amount } of list) {
      if (holder >= 0) {
        const changed = changeHolderValue(pool, shares[holder]!, amount);
        pool = changed.pool;
        shares[holder] = changed.shares;
      } else if (pool.valueRao > 0n) {
        pool = changePoolValue(pool, amount);
      }
    }
    return { pool, shares };
  }

  test("holders together never own more than the pool, and at most a rao each less", () => {
    fc.assert(
      fc.property(steps, (list) => {
        const { pool, shares } = play(list);
        const owned = shares.reduce((sum, share) => sum + shareValue(pool, share), 0n);
        expect(owned <= pool.valueRao + 1n && owned + 4n >= pool.valueRao).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test("joining or leaving does not move the others", () => {
    fc.assert(
      fc.property(steps, fc.bigInt({ min: 1n, max: 10n ** 12n }), (list, amount) => {
        const { pool, shares } = play(list);
        fc.pre(pool.valueRao > 0n);
        const joined = changeHolderValue(pool, shares[0]!, amount);
        const gap = shareValue(joined.pool, shares[1]!) - shareValue(pool, shares[1]!);
        expect(gap >= -1n && gap <= 1n).toBe(true);
        expect(() => changeHolderValue(pool, SAFE_FLOAT_ZERO, -amount)).toThrow(RangeError);
      }),
      { numRuns: 200 },
    );
  });
});

describe("balancer", () => {
  const reserve = fc.bigInt({ min: 10n ** 6n, max: 10n ** 16n });
  const pool: fc.Arbitrary<BalancedPool> = fc.record({
    alphaReserve: reserve,
    taoReserve: reserve,
    taoWeight: fc.bigInt({ min: WEIGHT_ONE / 100n, max: (WEIGHT_ONE * 99n) / 100n }),
  });

  test("exact powers are exact", () => {
    expect(powerOfRatio(1n, 4n, 1n, 2n)).toBe(5n * 10n ** 17n);
    expect(powerOfRatio(3n, 4n, 1n, 1n)).toBe(75n * 10n ** 16n);
    expect(powerOfRatio(9n, 10n, 2n, 1n)).toBe(81n * 10n ** 16n);
    expect(powerOfRatio(7n, 7n, 5n, 3n)).toBe(WEIGHT_ONE);
    expect(powerOfRatio(0n, 7n, 5n, 3n)).toBe(0n);
    expect(() => powerOfRatio(2n, 1n, 1n, 1n)).toThrow(RangeError);
  });

  test("integer powers agree with integers", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 9n }),
        fc.bigInt({ min: 1n, max: 10n ** 9n }),
        fc.bigInt({ min: 0n, max: 12n }),
        (a, b, n) => {
          const [low, high] = a < b ? [a, b] : [b, a];
          expect(powerOfRatio(low, high, n, 1n)).toBe((low ** n * WEIGHT_ONE) / high ** n);
        },
      ),
      { numRuns: 200 },
    );
  });

  test("there and back again earns nothing, and no trade yields more than the reserve", () => {
    fc.assert(
      fc.property(pool, fc.bigInt({ min: 1n, max: 10n ** 15n }), (start, amount) => {
        expect(() => alphaForTao(start, start.taoReserve * 1000n + amount)).toThrow(RangeError);
        fc.pre(amount <= start.taoReserve * 1000n);
        const bought = alphaForTao(start, amount);
        expect(bought <= start.alphaReserve).toBe(true);
        const after = { ...start, alphaReserve: start.alphaReserve - bought, taoReserve: start.taoReserve + amount };
        fc.pre(after.alphaReserve > 0n && bought <= after.alphaReserve * 1000n);
        // Powers have 18 decimals: truncation may give each trade one unit of 10^-18 of a reserve, at the pool's price.
        const slack =
          2n + after.taoReserve / 10n ** 16n + ((poolPrice(after) * (1n + start.alphaReserve / 10n ** 17n)) >> 64n);
        expect(taoForAlpha(after, bought) <= amount + slack).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test("injection keeps the price and the bounds of the weights", () => {
    fc.assert(
      fc.property(pool, rao, rao, (start, tao, alpha) => {
        const after = injectLiquidity(start, tao, alpha);
        if (after === undefined) return;
        const [before, now] = [poolPrice(start), poolPrice(after)];
        const gap = before > now ? before - now : now - before;
        expect(gap <= (before >> 40n) + (1n << 20n)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
