// Producers.withdraw_bond.

import { defineCall } from "@plexus/core/frame";
import { AccountId32 } from "../../../primitives.js";
import { liableBond, withdrawFree } from "../bond.js";
import { ensureOwner } from "../ensureOwner.js";
import { events } from "../events.js";
import { forget } from "../leave.js";

export const withdrawBond = defineCall({
  name: "withdraw_bond",
  args: { hotkey: AccountId32 },
  docs: "Gives the coldkey back what of the bond is free: twice the evidence age after leaving.",
  weight: 110_000_000n,
  dispatch(ctx, origin, { hotkey }) {
    const coldkey = ensureOwner(ctx, origin, hotkey);
    const amount = withdrawFree(ctx, hotkey, coldkey);
    ctx.deposit(events.BondWithdrawn, { hotkey, coldkey, amount });
    if (liableBond(ctx, hotkey) === 0n) forget(ctx, hotkey);
  },
});
