// move_stake, transfer_stake, unstake_all, remove_stake_full_limit (stable.md 2, chain.md §2.6).

import { describe, expect, it } from "vitest";
import { account, outOfOrder, PalletScene } from "../../../../testing/palletScene.js";
import { freeBalance } from "../../../balances/move.js";
import { stakeOf } from "../stake.js";
import { StakingHotkeys } from "../storage.js";

const [coldkey, other, here, there] = [account(1), account(2), account(10), account(11)];
const TAO = 1_000_000_000n;

function staked(): PalletScene {
  const scene = new PalletScene().endow(coldkey, 10n * TAO);
  scene.enrol(1, coldkey, here);
  scene.enrol(1, other, there);
  expect(scene.call(coldkey, "add_stake", { hotkey: here, netuid: 0, amount_staked: 5n * TAO })).toBe("ok");
  return scene.at(101);
}

describe("stake that moves", () => {
  it("is checked in order", () => {
    const scene = staked();
    let args = {
      origin_hotkey: account(77),
      destination_hotkey: account(78),
      origin_netuid: 9,
      destination_netuid: 1,
      alpha_amount: 1n,
    };
    const attempt = () => scene.call(coldkey, "move_stake", args);
    const steps = {
      SubnetNotExists: () => (args = { ...args, origin_netuid: 0 }),
      SubtokenDisabled: () => (args = { ...args, destination_netuid: 0 }),
      HotKeyAccountNotExists: () => (args = { ...args, origin_hotkey: here, destination_hotkey: there }),
      AmountTooLow: () => (args = { ...args, alpha_amount: 5n * TAO + 1n }),
      NotEnoughStakeToWithdraw: () => (args = { ...args, alpha_amount: 5n * TAO }),
    };
    expect(outOfOrder(attempt, steps)).toEqual([]);
    expect([stakeOf(scene.ctx, here, coldkey), stakeOf(scene.ctx, there, coldkey)]).toEqual([0n, 5n * TAO]);
    expect(StakingHotkeys.get(scene.ctx, coldkey)).toEqual([there]);
    expect(scene.events.at(-1)).toEqual({
      pallet: "SubtensorModule",
      name: "StakeMoved",
      value: [coldkey, here, 0, there, 0, 5n * TAO],
    });
    expect(scene.problem).toBeUndefined();
  });

  it("may change its owner", () => {
    const scene = staked();
    const args = {
      destination_coldkey: other,
      hotkey: here,
      origin_netuid: 0,
      destination_netuid: 0,
      alpha_amount: 2n * TAO,
    };
    expect(scene.call(coldkey, "transfer_stake", args)).toBe("ok");
    expect([stakeOf(scene.ctx, here, coldkey), stakeOf(scene.ctx, here, other)]).toEqual([3n * TAO, 2n * TAO]);
    expect(scene.events.at(-1)).toEqual({
      pallet: "SubtensorModule",
      name: "StakeTransferred",
      value: [coldkey, other, here, 0, 0, 2n * TAO],
    });
    expect(scene.inPool(other, "transfer_stake", { ...args, alpha_amount: 3n * TAO })?.custom).toBe(5);
    expect(scene.problem).toBeUndefined();
  });

  it("stays as it is when moved to where it lies", () => {
    const scene = staked();
    const args = {
      origin_hotkey: here,
      destination_hotkey: here,
      origin_netuid: 0,
      destination_netuid: 0,
      alpha_amount: 5n * TAO,
    };
    expect(scene.call(coldkey, "move_stake", args)).toBe("ok");
    expect([stakeOf(scene.ctx, here, coldkey), scene.problem]).toEqual([5n * TAO, undefined]);
  });
});

describe("all of the stake", () => {
  it("leaves with unstake_all, once", () => {
    const scene = staked();
    expect(scene.call(coldkey, "unstake_all", { hotkey: here })).toBe("ok");
    expect([freeBalance(scene.ctx, coldkey), stakeOf(scene.ctx, here, coldkey)]).toEqual([10n * TAO, 0n]);
    expect(scene.call(coldkey, "unstake_all", { hotkey: here })).toBe("SubtensorModule.NotEnoughStakeToWithdraw");
    expect(scene.problem).toBeUndefined();
  });

  it("leaves with remove_stake_full_limit at the constant price", () => {
    const scene = staked();
    const attempt = (netuid: number, limit_price?: bigint) =>
      scene.call(coldkey, "remove_stake_full_limit", { hotkey: here, netuid, limit_price });
    expect(attempt(1)).toBe("SubtensorModule.SubtokenDisabled");
    expect(attempt(0, TAO + 1n)).toBe("SubtensorModule.SlippageTooHigh");
    expect(attempt(0)).toBe("ok");
    expect(freeBalance(scene.ctx, coldkey)).toBe(10n * TAO);
  });
});
