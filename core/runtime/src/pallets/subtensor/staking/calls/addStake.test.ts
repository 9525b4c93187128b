// add_stake: the order of checks, the money, the totals (stable.md 1 and 2).

import { describe, expect, it } from "vitest";
import { account, outOfOrder, PalletScene } from "../../../../testing/palletScene.js";
import { freeBalance } from "../../../balances/move.js";
import { AlphaV2, StakingHotkeys, SubnetAlphaOut, SubnetTAO, TotalHotkeyAlpha, TotalStake } from "../storage.js";

const [coldkey, owner, hotkey] = [account(1), account(2), account(3)];
const TAO = 1_000_000_000n;

describe("add_stake", () => {
  it("checks in the order of stable.md 2", () => {
    const scene = new PalletScene();
    let [netuid, amount_staked] = [77, 1n];
    const steps = {
      SubnetNotExists: () => (netuid = 1),
      SubtokenDisabled: () => (netuid = 0),
      HotKeyAccountNotExists: () => scene.enrol(1, owner, hotkey),
      AmountTooLow: () => (amount_staked = 2_000_000n),
      NotEnoughBalanceToStake: () => scene.endow(coldkey, 2_000_500n),
    };
    expect(outOfOrder(() => scene.call(coldkey, "add_stake", { hotkey, netuid, amount_staked }), steps)).toEqual([]);
  });

  it("keeps the existential deposit to the rao", () => {
    const scene = new PalletScene().endow(coldkey, 2_000_499n);
    scene.enrol(1, owner, hotkey);
    const args = { hotkey, netuid: 0, amount_staked: 2_000_000n };
    expect(scene.call(coldkey, "add_stake", args)).toBe("SubtensorModule.NotEnoughBalanceToStake");
    scene.endow(coldkey, 1n);
    expect(scene.call(coldkey, "add_stake", { ...args, amount_staked: 1_999_999n })).toBe(
      "SubtensorModule.AmountTooLow",
    );
    expect(scene.call(coldkey, "add_stake", args)).toBe("ok");
    expect(freeBalance(scene.ctx, coldkey)).toBe(500n);
  });

  it("moves the money and every total, and tells", () => {
    const scene = new PalletScene().endow(coldkey, 10n * TAO);
    scene.enrol(1, owner, hotkey);
    scene.at(101);
    expect(scene.call(coldkey, "add_stake", { hotkey, netuid: 0, amount_staked: 3n * TAO })).toBe("ok");
    expect(freeBalance(scene.ctx, coldkey)).toBe(7n * TAO);
    const totals = [
      TotalHotkeyAlpha.get(scene.ctx, hotkey, 0),
      TotalStake.get(scene.ctx),
      SubnetTAO.get(scene.ctx, 0),
      SubnetAlphaOut.get(scene.ctx, 0),
    ];
    expect(totals).toEqual([3n * TAO, 3n * TAO, 3n * TAO, 3n * TAO]);
    expect(AlphaV2.get(scene.ctx, hotkey, coldkey, 0)).toEqual({ mantissa: 3n * 10n ** 20n, exponent: -11n });
    expect(StakingHotkeys.get(scene.ctx, coldkey)).toEqual([hotkey]);
    expect(scene.events).toEqual([
      { pallet: "SubtensorModule", name: "StakeAdded", value: [coldkey, hotkey, 3n * TAO, 3n * TAO, 0, 0n] },
    ]);
    expect(scene.problem).toBeUndefined();
  });

  it("says in the pool what clients know by code, and leaves the rest to the block", () => {
    const scene = new PalletScene();
    const ask = (netuid: number, amount_staked: bigint) =>
      scene.inPool(coldkey, "add_stake", { hotkey, netuid, amount_staked });
    expect(ask(77, 1n)).toEqual({ custom: 3, name: "SubnetNotExists" });
    expect(ask(1, 1n)).toBeUndefined();
    expect(ask(0, 1n)).toEqual({ custom: 4, name: "HotKeyAccountNotExists" });
    scene.enrol(1, owner, hotkey);
    expect(ask(0, 1n)).toEqual({ custom: 1, name: "AmountTooLow" });
    expect(ask(0, TAO)).toEqual({ custom: 2, name: "NotEnoughBalanceToStake" });
    scene.endow(coldkey, 2n * TAO);
    expect(ask(0, TAO)).toBeUndefined();
  });
});
