// SubtensorModule.decrease_take: down at any time.

import { defineCall, ensure, type Origin, type ReadContext } from "@plexus/core/frame";
import type { Hex } from "@plexus/core/scale";
import { refuseKnownInPool } from "../../../../poolRefusals.js";
import { AccountId32, PerU16 } from "../../../../primitives.js";
import { ensureOwnHotkey } from "../ensureOwnHotkey.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { Delegates, MinDelegateTake } from "../storage.js";

function check(
  ctx: ReadContext,
  origin: Origin,
  { hotkey, take }: { readonly hotkey: Hex; readonly take: number },
): Hex {
  const coldkey = ensureOwnHotkey(ctx, origin, hotkey);
  ensure(take < Delegates.get(ctx, hotkey), errors.DelegateTakeTooLow);
  ensure(take >= MinDelegateTake.get(ctx), errors.DelegateTakeTooLow);
  return coldkey;
}

export const decreaseTake = defineCall({
  name: "decrease_take",
  args: { hotkey: AccountId32, take: PerU16 },
  docs: "Lowers a hotkey's take (65535 = 1). Its coldkey's, at any time.",
  weight: 30_000_000n,
  precheck: refuseKnownInPool(check),
  dispatch(ctx, origin, args) {
    const coldkey = check(ctx, origin, args);
    Delegates.set(ctx, args.hotkey, args.take);
    ctx.deposit(events.TakeDecreased, [coldkey, args.hotkey, args.take]);
  },
});
