// SubtensorModule.move_stake: the signer's stake, from one hotkey to another.

import { defineCall } from "@plexus/core/frame";
import type { Hex } from "@plexus/core/scale";
import { refuseKnownInPool } from "../../../../poolRefusals.js";
import { AccountId32, AlphaBalance, NetUid } from "../../../../primitives.js";
import { events } from "../events.js";
import { checkTransfer, type StakeTransfer, transferStakeTo } from "../stakeTransfers.js";

interface Wire {
  readonly origin_hotkey: Hex;
  readonly destination_hotkey: Hex;
  readonly origin_netuid: number;
  readonly destination_netuid: number;
  readonly alpha_amount: bigint;
}

const toTransfer = (args: Wire): StakeTransfer => ({
  fromHotkey: args.origin_hotkey,
  toHotkey: args.destination_hotkey,
  fromNetuid: args.origin_netuid,
  toNetuid: args.destination_netuid,
  amountRao: args.alpha_amount,
});

export const moveStake = defineCall({
  name: "move_stake",
  args: {
    origin_hotkey: AccountId32,
    destination_hotkey: AccountId32,
    origin_netuid: NetUid,
    destination_netuid: NetUid,
    alpha_amount: AlphaBalance,
  },
  docs: "Moves stake of the signer from one hotkey to another. Both netuids must be 0, where all stake lies.",
  weight: 717_000_000n,
  precheck: refuseKnownInPool((ctx, origin, args: Wire) => checkTransfer(ctx, origin, toTransfer(args))),
  dispatch(ctx, origin, args) {
    const coldkey = transferStakeTo(ctx, origin, toTransfer(args));
    const { origin_hotkey, origin_netuid, destination_hotkey, destination_netuid, alpha_amount } = args;
    ctx.deposit(events.StakeMoved, [
      coldkey,
      origin_hotkey,
      origin_netuid,
      destination_hotkey,
      destination_netuid,
      alpha_amount,
    ]);
  },
});
