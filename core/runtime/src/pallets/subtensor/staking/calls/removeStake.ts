// SubtensorModule.remove_stake.

import { defineCall } from "@plexus/core/frame";
import { refuseKnownInPool } from "../../../../poolRefusals.js";
import { AccountId32, AlphaBalance, NetUid } from "../../../../primitives.js";
import { checkRemoveStake, removeStakeFrom, type StakeArguments } from "../stakeMoves.js";

interface Wire {
  readonly hotkey: StakeArguments["hotkey"];
  readonly netuid: number;
  readonly amount_unstaked: bigint;
}
const toArguments = ({ hotkey, netuid, amount_unstaked }: Wire): StakeArguments => ({
  hotkey,
  netuid,
  amountRao: amount_unstaked,
});

export const removeStake = defineCall({
  name: "remove_stake",
  args: { hotkey: AccountId32, netuid: NetUid, amount_unstaked: AlphaBalance },
  docs: "Moves rao from the signer's stake on a hotkey back into its balance, at once.",
  weight: 544_000_000n,
  precheck: refuseKnownInPool((ctx, origin, args: Wire) => checkRemoveStake(ctx, origin, toArguments(args))),
  dispatch: (ctx, origin, args) => removeStakeFrom(ctx, origin, toArguments(args)),
});
