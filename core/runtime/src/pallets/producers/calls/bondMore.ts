// Producers.bond_more.

import { defineCall, ensure } from "@plexus/core/frame";
import { AccountId32, TaoBalance } from "../../../primitives.js";
import { addBond } from "../bond.js";
import { ensureOwner, ensureProducer } from "../ensureOwner.js";
import { errors } from "../errors.js";
import { events } from "../events.js";

export const bondMore = defineCall({
  name: "bond_more",
  args: { hotkey: AccountId32, amount: TaoBalance },
  docs: "Adds to a producer's bond. Counts at the next election.",
  weight: 90_000_000n,
  dispatch(ctx, origin, { hotkey, amount }) {
    const coldkey = ensureOwner(ctx, origin, hotkey);
    ensureProducer(ctx, hotkey);
    ensure(amount > 0n, errors.BondTooLow);
    const bond = addBond(ctx, hotkey, coldkey, amount);
    ctx.deposit(events.BondAdded, { hotkey, amount, bond });
  },
});
