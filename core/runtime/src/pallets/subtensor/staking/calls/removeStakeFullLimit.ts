// SubtensorModule.remove_stake_full_limit: all of the stake, with a lowest price, which for stable stake is always 1 TAO.

import { defineCall, ensureSigned } from "@plexus/core/frame";
import { option } from "@plexus/core/scale";
import { AccountId32, NetUid, TaoBalance } from "../../../../primitives.js";
import { stakeOf } from "../stake.js";
import { removeStakeFrom } from "../stakeMoves.js";

export const removeStakeFullLimit = defineCall({
  name: "remove_stake_full_limit",
  args: { hotkey: AccountId32, netuid: NetUid, limit_price: option(TaoBalance) },
  docs: "Removes all stake of the signer on a hotkey, unless limit_price is above 1 TAO.",
  weight: 544_000_000n,
  dispatch(ctx, origin, { hotkey, netuid, limit_price }) {
    const amountRao = stakeOf(ctx, hotkey, ensureSigned(origin));
    removeStakeFrom(ctx, origin, {
      hotkey,
      netuid,
      amountRao,
      ...(limit_price === undefined ? {} : { limitPrice: limit_price }),
    });
  },
});
