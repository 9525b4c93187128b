// remove_stake and remove_stake_limit: the order of checks, the money, rows of zero (stable.md 1 and 2).

import { describe, expect, it } from "vitest";
import { account, PalletScene } from "../../../../testing/palletScene.js";
import { freeBalance } from "../../../balances/move.js";
import { stakeOf } from "../stake.js";
import { AlphaV2, StakingHotkeys, TotalHotkeyAlpha, TotalHotkeySharesV2 } from "../storage.js";

const [coldkey, hotkey] = [account(1), account(2)];
const TAO = 1_000_000_000n;

function staked(): PalletScene {
  const scene = new PalletScene().endow(coldkey, 10n * TAO);
  scene.enrol(1, coldkey, hotkey);
  expect(scene.call(coldkey, "add_stake", { hotkey, netuid: 0, amount_staked: 5n * TAO })).toBe("ok");
  return scene.at(101);
}
const remove = (scene: PalletScene, amount_unstaked: bigint, netuid = 0) =>
  scene.call(coldkey, "remove_stake", { hotkey, netuid, amount_unstaked });

describe("remove_stake", () => {
  it("refuses other netuids, nothing, and more than there is", () => {
    const scene = staked();
    expect(remove(scene, TAO, 9)).toBe("SubtensorModule.SubnetNotExists");
    expect(remove(scene, TAO, 1)).toBe("SubtensorModule.SubtokenDisabled");
    expect(remove(scene, 0n)).toBe("SubtensorModule.NotEnoughStakeToWithdraw");
    expect(remove(scene, 5n * TAO + 1n)).toBe("SubtensorModule.NotEnoughStakeToWithdraw");
    expect(scene.inPool(coldkey, "remove_stake", { hotkey, netuid: 0, amount_unstaked: 0n })).toEqual({
      custom: 5,
      name: "NotEnoughStakeToWithdraw",
    });
  });

  it("gives the money back at once; a remainder may be of any size", () => {
    const scene = staked();
    expect(remove(scene, 5n * TAO - 1n)).toBe("ok");
    expect(freeBalance(scene.ctx, coldkey)).toBe(10n * TAO - 1n);
    expect(stakeOf(scene.ctx, hotkey, coldkey)).toBe(1n);
    expect(scene.events.map(({ name, value }) => [name, value])).toEqual([
      ["StakeRemoved", [coldkey, hotkey, 5n * TAO - 1n, 5n * TAO - 1n, 0, 0n]],
    ]);
    expect(scene.problem).toBeUndefined();
  });

  it("deletes rows of zero", () => {
    const scene = staked();
    expect(remove(scene, 5n * TAO)).toBe("ok");
    expect(AlphaV2.has(scene.ctx, hotkey, coldkey, 0)).toBe(false);
    expect(TotalHotkeyAlpha.has(scene.ctx, hotkey, 0)).toBe(false);
    expect(TotalHotkeySharesV2.has(scene.ctx, hotkey, 0)).toBe(false);
    expect(StakingHotkeys.has(scene.ctx, coldkey)).toBe(false);
    expect(scene.problem).toBeUndefined();
  });

  it("refuses a limit above the constant price", () => {
    const scene = staked();
    const attempt = (limit_price: bigint) =>
      scene.call(coldkey, "remove_stake_limit", {
        hotkey,
        netuid: 0,
        amount_unstaked: TAO,
        limit_price,
        allow_partial: false,
      });
    expect(attempt(TAO + 1n)).toBe("SubtensorModule.SlippageTooHigh");
    expect(attempt(TAO)).toBe("ok");
    expect(attempt(0n)).toBe("ok");
  });
});
