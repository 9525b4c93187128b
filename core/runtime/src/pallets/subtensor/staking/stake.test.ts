// Stake against a plain table, and its lists (stable.md 1).

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { account, PalletScene } from "../../../testing/palletScene.js";
import { creditStake, creditStakes, debitStake, hotkeyStake, nominationsOf, stakeOf } from "./stake.js";
import { StakingHotkeys, TotalStake } from "./storage.js";

const hotkeys = [account(10), account(11), account(12)];
const coldkeys = [account(1), account(2), account(3)];

describe("stake", () => {
  it("agrees with a plain table under any sequence of changes", () => {
    const change = fc.record({
      hotkey: fc.constantFrom(...hotkeys),
      coldkey: fc.constantFrom(...coldkeys),
      amount: fc.oneof(fc.bigInt(0n, 5n), fc.bigInt(0n, 21n * 10n ** 15n)),
      credit: fc.boolean(),
      whole: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
        const scene = new PalletScene();
        for (const hotkey of hotkeys) scene.enrol(1, coldkeys[0] as `0x${string}`, hotkey);
        const table = new Map<string, bigint>();
        for (const { hotkey, coldkey, amount, credit, whole } of changes) {
          const key = `${hotkey} ${coldkey}`;
          const before = table.get(key) ?? 0n;
          if (credit) creditStake(scene.ctx, hotkey, coldkey, amount);
          else debitStake(scene.ctx, hotkey, coldkey, whole || amount > before ? before : amount);
          table.set(key, credit ? before + amount : whole || amount > before ? 0n : before - amount);
        }
        for (const hotkey of hotkeys) {
          const stakes = coldkeys.map((coldkey) => table.get(`${hotkey} ${coldkey}`) ?? 0n);
          expect(coldkeys.map((coldkey) => stakeOf(scene.ctx, hotkey, coldkey))).toEqual(stakes);
          expect(hotkeyStake(scene.ctx, hotkey)).toBe(stakes.reduce((sum, each) => sum + each, 0n));
          expect(nominationsOf(scene.ctx, hotkey).length).toBe(stakes.filter((each) => each > 0n).length);
        }
        expect(TotalStake.get(scene.ctx)).toBe([...table.values()].reduce((sum, each) => sum + each, 0n));
        // Stake was credited without money, so only the rows' own invariants can hold here.
        expect(scene.problem ?? "").not.toMatch(/stake|Staking|total of/i);
      }),
      { numRuns: 30 },
    );
  });

  it("lists a coldkey's hotkeys first come, first", () => {
    const scene = new PalletScene();
    const [first, second, third] = hotkeys as [`0x${string}`, `0x${string}`, `0x${string}`];
    const coldkey = account(1);
    for (const hotkey of [second, first, third, second]) creditStake(scene.ctx, hotkey, coldkey, 1n);
    expect(StakingHotkeys.get(scene.ctx, coldkey)).toEqual([second, first, third]);
    debitStake(scene.ctx, second, coldkey, 2n);
    creditStake(scene.ctx, second, coldkey, 1n);
    expect(StakingHotkeys.get(scene.ctx, coldkey)).toEqual([first, third, second]);
  });

  it("leaves no trace of zero, and never goes below", () => {
    const scene = new PalletScene();
    const [hotkey, coldkey] = [account(10), account(1)];
    creditStakes(scene.ctx, hotkey, [[coldkey, 0n]]);
    expect(StakingHotkeys.has(scene.ctx, coldkey)).toBe(false);
    expect(() => debitStake(scene.ctx, hotkey, coldkey, 1n)).toThrow(/cannot be taken/);
    expect(() => creditStake(scene.ctx, hotkey, coldkey, -1n)).toThrow(RangeError);
  });
});
