// SubtensorModule.add_stake.

import { defineCall } from "@plexus/core/frame";
import { refuseKnownInPool } from "../../../../poolRefusals.js";
import { AccountId32, NetUid, TaoBalance } from "../../../../primitives.js";
import { addStakeTo, checkAddStake, type StakeArguments } from "../stakeMoves.js";

interface Wire {
  readonly hotkey: StakeArguments["hotkey"];
  readonly netuid: number;
  readonly amount_staked: bigint;
}
const toArguments = ({ hotkey, netuid, amount_staked }: Wire): StakeArguments => ({
  hotkey,
  netuid,
  amountRao: amount_staked,
});

export const addStake = defineCall({
  name: "add_stake",
  args: { hotkey: AccountId32, netuid: NetUid, amount_staked: TaoBalance },
  docs: "Moves rao from the signer's balance into its stake on a hotkey. On netuid 0: stake there counts in every stable subnet.",
  weight: 640_000_000n,
  precheck: refuseKnownInPool((ctx, origin, args: Wire) => checkAddStake(ctx, origin, toArguments(args))),
  dispatch: (ctx, origin, args) => addStakeTo(ctx, origin, toArguments(args)),
});
