// SubtensorModule.remove_stake_limit: remove_stake with a lowest price, which for stable stake is always 1 TAO.

import { defineCall } from "@plexus/core/frame";
import { bool } from "@plexus/core/scale";
import { refuseKnownInPool } from "../../../../poolRefusals.js";
import { AccountId32, AlphaBalance, NetUid, TaoBalance } from "../../../../primitives.js";
import { checkRemoveStake, removeStakeFrom, type StakeArguments } from "../stakeMoves.js";

interface Wire {
  readonly hotkey: StakeArguments["hotkey"];
  readonly netuid: number;
  readonly amount_unstaked: bigint;
  readonly limit_price: bigint;
}
const toArguments = ({ hotkey, netuid, amount_unstaked, limit_price }: Wire): StakeArguments => ({
  hotkey,
  netuid,
  amountRao: amount_unstaked,
  limitPrice: limit_price,
});

export const removeStakeLimit = defineCall({
  name: "remove_stake_limit",
  args: {
    hotkey: AccountId32,
    netuid: NetUid,
    amount_unstaked: AlphaBalance,
    limit_price: TaoBalance,
    allow_partial: bool,
  },
  docs: "Removes stake as remove_stake does, unless limit_price is above 1 TAO. The price never moves, so allow_partial changes nothing.",
  weight: 544_000_000n,
  precheck: refuseKnownInPool((ctx, origin, args: Wire) => checkRemoveStake(ctx, origin, toArguments(args))),
  dispatch: (ctx, origin, args) => removeStakeFrom(ctx, origin, toArguments(args)),
});
