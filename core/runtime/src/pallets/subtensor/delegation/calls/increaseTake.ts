// SubtensorModule.increase_take: up to the maximum, once per TxDelegateTakeRateLimit blocks.

import { defineCall, ensure, type Origin, type ReadContext } from "@plexus/core/frame";
import type { Hex } from "@plexus/core/scale";
import { refuseKnownInPool } from "../../../../poolRefusals.js";
import { AccountId32, PerU16 } from "../../../../primitives.js";
import { LastRateLimitedBlock, type RateLimitKeyValue, recordRateLimited } from "../../subnets/rateLimits.js";
import { ensureOwnHotkey } from "../ensureOwnHotkey.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { Delegates, MaxDelegateTake, TxDelegateTakeRateLimit } from "../storage.js";

const limitKey = (hotkey: Hex): RateLimitKeyValue => ({ type: "LastTxBlockDelegateTake", value: hotkey });

/** More than the limit must have passed (chain.md §4); a limit of 0 and a first time pass. */
function passes(ctx: ReadContext, hotkey: Hex): boolean {
  const last = LastRateLimitedBlock.get(ctx, limitKey(hotkey));
  const limit = TxDelegateTakeRateLimit.get(ctx);
  return last === 0n || limit === 0n || BigInt(ctx.block.number) - last > limit;
}

function check(
  ctx: ReadContext,
  origin: Origin,
  { hotkey, take }: { readonly hotkey: Hex; readonly take: number },
): Hex {
  const coldkey = ensureOwnHotkey(ctx, origin, hotkey);
  ensure(take > Delegates.get(ctx, hotkey), errors.DelegateTakeTooLow);
  ensure(take <= MaxDelegateTake.get(ctx), errors.DelegateTakeTooHigh);
  ensure(passes(ctx, hotkey), errors.DelegateTxRateLimitExceeded);
  return coldkey;
}

export const increaseTake = defineCall({
  name: "increase_take",
  args: { hotkey: AccountId32, take: PerU16 },
  docs: "Raises a hotkey's take (65535 = 1), at most to MaxDelegateTake. Its coldkey's, once in TxDelegateTakeRateLimit blocks.",
  weight: 35_000_000n,
  precheck: refuseKnownInPool(check),
  dispatch(ctx, origin, args) {
    const coldkey = check(ctx, origin, args);
    Delegates.set(ctx, args.hotkey, args.take);
    recordRateLimited(ctx, limitKey(args.hotkey));
    ctx.deposit(events.TakeIncreased, [coldkey, args.hotkey, args.take]);
  },
});
