// Market.clear_offer (market.md 2). Signed by the hotkey, free.

import { defineCall } from "@plexus/core/frame";
import { refuseInPool } from "../../../poolRefusals.js";
import { NetUid } from "../../../primitives.js";
import { checkClear } from "../checks.js";
import { removeOffer } from "../removeOffer.js";
import { ModelName } from "../storage.js";

export const clearOffer = defineCall({
  name: "clear_offer",
  args: { netuid: NetUid, model: ModelName },
  docs: "Withdraws the offer for a model.",
  weight: 50_000_000n,
  pays: false,
  precheck: refuseInPool(checkClear),
  dispatch(ctx, origin, { netuid, model }) {
    const hotkey = checkClear(ctx, origin, { netuid, model });
    removeOffer(ctx, { netuid, hotkey, model }, "Miner");
  },
});
