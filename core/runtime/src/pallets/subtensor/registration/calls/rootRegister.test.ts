// root_register: the order of checks, and who gives way (stable.md 8).

import { describe, expect, it } from "vitest";
import { account, PalletScene } from "../../../../testing/palletScene.js";
import { creditStake } from "../../staking/stake.js";
import { Owner } from "../../staking/storage.js";
import { writeParameters } from "../../subnets/parameters.js";
import { Keys, RegistrationsThisInterval, Uids } from "../storage.js";

const coldkey = account(1);
const hotkey = (number: number) => account(100 + number);
const register = (scene: PalletScene, number: number, who = coldkey) =>
  scene.call(who, "root_register", { hotkey: hotkey(number) });

describe("root_register", () => {
  it("checks: caps, registered, owner, stake", () => {
    const scene = new PalletScene();
    writeParameters(scene.ctx, 0, {
      maxRegistrationsPerBlock: 0,
      targetRegistrationsPerInterval: 0,
      maxAllowedValidators: 1,
    });
    expect(register(scene, 1)).toBe("SubtensorModule.TooManyRegistrationsThisBlock");
    writeParameters(scene.ctx, 0, { maxRegistrationsPerBlock: 8 });
    expect(register(scene, 1)).toBe("SubtensorModule.TooManyRegistrationsThisInterval");
    writeParameters(scene.ctx, 0, { targetRegistrationsPerInterval: 8 });
    expect(register(scene, 1)).toBe("ok");
    expect(register(scene, 1)).toBe("SubtensorModule.HotKeyAlreadyRegisteredInSubNet");
    Owner.set(scene.ctx, hotkey(2), account(9));
    expect(register(scene, 2)).toBe("SubtensorModule.NonAssociatedColdKey");
    expect(register(scene, 3)).toBe("SubtensorModule.StakeTooLowForRoot");
    expect(RegistrationsThisInterval.get(scene.ctx, 0)).toBe(1);
  });

  it("gives the seat of the least stake to more stake, never to as much", () => {
    const scene = new PalletScene();
    writeParameters(scene.ctx, 0, { maxAllowedValidators: 3 });
    for (const [number, stake] of [
      [1, 30n],
      [2, 10n],
      [3, 20n],
    ] as const) {
      expect(register(scene, number)).toBe("ok");
      creditStake(scene.ctx, hotkey(number), coldkey, stake);
    }
    creditStake(scene.ctx, hotkey(4), coldkey, 10n);
    expect(register(scene, 4)).toBe("SubtensorModule.StakeTooLowForRoot");
    creditStake(scene.ctx, hotkey(4), coldkey, 1n);
    expect(register(scene, 4)).toBe("ok");
    expect([0, 1, 2].map((uid) => Keys.get(scene.ctx, 0, uid))).toEqual([hotkey(1), hotkey(4), hotkey(3)]);
    expect(Uids.get(scene.ctx, 0, hotkey(2))).toBeUndefined();
  });
});
