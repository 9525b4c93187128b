// Market.set_offer (market.md 2). Signed by the hotkey, free.

import { defineCall } from "@plexus/core/frame";
import { u16, u32, u64 } from "@plexus/core/scale";
import { refuseInPool } from "../../../poolRefusals.js";
import { NetUid } from "../../../primitives.js";
import { checkSet } from "../checks.js";
import { events } from "../events.js";
import { ModelName, OfferCount, Offers, Unit } from "../storage.js";

export const setOffer = defineCall({
  name: "set_offer",
  args: { netuid: NetUid, model: ModelName, unit: Unit, price_in: u64, price_out: u64, slots: u16, valid_for: u32 },
  docs: "Offers a model at a price in rao per 1,000,000 units, for so many blocks. Replaces the offer for the same model.",
  weight: 60_000_000n,
  pays: false,
  precheck: refuseInPool(checkSet),
  dispatch(ctx, origin, terms) {
    const { hotkey, isNew } = checkSet(ctx, origin, terms);
    const { netuid, model, unit, price_in, price_out, slots, valid_for } = terms;
    const now = ctx.block.number;
    const offer = { unit, price_in, price_out, slots, valid_until: now + valid_for, set_at: now };
    Offers.set(ctx, netuid, hotkey, model, offer);
    if (isNew) OfferCount.mutate(ctx, [netuid, hotkey], (count) => count + 1);
    ctx.deposit(events.OfferSet, { netuid, hotkey, model, offer });
  },
});
