// SubtensorModule.add_stake_limit: add_stake with a highest price, which for stable stake is always 1 TAO.

import { defineCall } from "@plexus/core/frame";
import { bool } from "@plexus/core/scale";
import { refuseKnownInPool } from "../../../../poolRefusals.js";
import { AccountId32, NetUid, TaoBalance } from "../../../../primitives.js";
import { addStakeTo, checkAddStake, type StakeArguments } from "../stakeMoves.js";

interface Wire {
  readonly hotkey: StakeArguments["hotkey"];
  readonly netuid: number;
  readonly amount_staked: bigint;
  readonly limit_price: bigint;
}
const toArguments = ({ hotkey, netuid, amount_staked, limit_price }: Wire): StakeArguments => ({
  hotkey,
  netuid,
  amountRao: amount_staked,
  limitPrice: limit_price,
});

export const addStakeLimit = defineCall({
  name: "add_stake_limit",
  args: {
    hotkey: AccountId32,
    netuid: NetUid,
    amount_staked: TaoBalance,
    limit_price: TaoBalance,
    allow_partial: bool,
  },
  docs: "Adds stake as add_stake does, unless limit_price is below 1 TAO. The price never moves, so allow_partial changes nothing.",
  weight: 640_000_000n,
  precheck: refuseKnownInPool((ctx, origin, args: Wire) => checkAddStake(ctx, origin, toArguments(args))),
  dispatch: (ctx, origin, args) => addStakeTo(ctx, origin, toArguments(args)),
});
