// decrease_take and increase_take (stable.md 2).

import { describe, expect, it } from "vitest";
import { account, PalletScene } from "../../../../testing/palletScene.js";
import { Delegates, MinDelegateTake, TxDelegateTakeRateLimit } from "../storage.js";

const [coldkey, hotkey] = [account(1), account(2)];

function scene(): PalletScene {
  const made = new PalletScene();
  made.enrol(1, coldkey, hotkey);
  return made.at(101);
}
const decrease = (made: PalletScene, take: number, who = coldkey) => made.call(who, "decrease_take", { hotkey, take });
const increase = (made: PalletScene, take: number, who = coldkey) => made.call(who, "increase_take", { hotkey, take });

describe("takes", () => {
  it("begin at 18 % without a row", () => expect(Delegates.get(scene().ctx, hotkey)).toBe(11_796));

  it("belong to the hotkey's coldkey", () => {
    const made = scene();
    expect(made.call(coldkey, "decrease_take", { hotkey: account(7), take: 1 })).toBe(
      "SubtensorModule.HotKeyAccountNotExists",
    );
    expect([decrease(made, 1, account(7)), increase(made, 1, account(7))]).toEqual([
      "SubtensorModule.NonAssociatedColdKey",
      "SubtensorModule.NonAssociatedColdKey",
    ]);
    expect(made.inPool(account(7), "increase_take", { hotkey, take: 1 })).toEqual({
      custom: 25,
      name: "NonAssociatedColdKey",
    });
  });

  it("go down at any time, to the least", () => {
    const made = scene();
    MinDelegateTake.set(made.ctx, 100);
    expect(decrease(made, 11_796)).toBe("SubtensorModule.DelegateTakeTooLow");
    expect([decrease(made, 5_000), decrease(made, 100), decrease(made, 99)]).toEqual([
      "ok",
      "ok",
      "SubtensorModule.DelegateTakeTooLow",
    ]);
    expect(made.events.at(-1)).toEqual({
      pallet: "SubtensorModule",
      name: "TakeDecreased",
      value: [coldkey, hotkey, 100],
    });
  });

  it("go up to the most, once in the limit", () => {
    const made = scene();
    TxDelegateTakeRateLimit.set(made.ctx, 100n);
    decrease(made, 1_000);
    expect(increase(made, 1_000)).toBe("SubtensorModule.DelegateTakeTooLow");
    expect(increase(made, 11_797)).toBe("SubtensorModule.DelegateTakeTooHigh");
    expect(increase(made, 2_000)).toBe("ok");
    expect(made.events.at(-1)).toEqual({
      pallet: "SubtensorModule",
      name: "TakeIncreased",
      value: [coldkey, hotkey, 2_000],
    });
    expect(increase(made.at(201), 3_000)).toBe("SubtensorModule.DelegateTxRateLimitExceeded");
    expect(increase(made.at(202), 3_000)).toBe("ok");
  });
});
