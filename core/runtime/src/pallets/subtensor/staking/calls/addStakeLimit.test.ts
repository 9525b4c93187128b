// add_stake_limit: a constant price (stable.md 2).

import { expect, it } from "vitest";
import { account, PalletScene } from "../../../../testing/palletScene.js";
import { stakeOf } from "../stake.js";

const [coldkey, hotkey] = [account(1), account(2)];
const PRICE = 1_000_000_000n;

it("add_stake_limit takes the constant price and refuses a limit below it, last of all", () => {
  const scene = new PalletScene().endow(coldkey, 100n * PRICE);
  const attempt = (limit_price: bigint, amount_staked: bigint, netuid = 0) =>
    scene.call(coldkey, "add_stake_limit", { hotkey, netuid, amount_staked, limit_price, allow_partial: true });
  expect(attempt(PRICE - 1n, PRICE, 1)).toBe("SubtensorModule.SubtokenDisabled");
  expect(attempt(PRICE - 1n, PRICE)).toBe("SubtensorModule.HotKeyAccountNotExists");
  scene.enrol(1, coldkey, hotkey);
  expect(attempt(PRICE - 1n, 1n)).toBe("SubtensorModule.AmountTooLow");
  expect(attempt(PRICE - 1n, PRICE)).toBe("SubtensorModule.SlippageTooHigh");
  expect(attempt(PRICE, PRICE)).toBe("ok");
  expect(attempt(PRICE + 1n, PRICE)).toBe("ok");
  expect(stakeOf(scene.ctx, hotkey, coldkey)).toBe(2n * PRICE);
});
