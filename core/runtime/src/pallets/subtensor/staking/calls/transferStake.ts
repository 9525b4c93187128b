// SubtensorModule.transfer_stake: stake on a hotkey, from the signer to another coldkey.

import { defineCall } from "@plexus/core/frame";
import type { Hex } from "@plexus/core/scale";
import { refuseKnownInPool } from "../../../../poolRefusals.js";
import { AccountId32, AlphaBalance, NetUid } from "../../../../primitives.js";
import { events } from "../events.js";
import { checkTransfer, type StakeTransfer, transferStakeTo } from "../stakeTransfers.js";

interface Wire {
  readonly destination_coldkey: Hex;
  readonly hotkey: Hex;
  readonly origin_netuid: number;
  readonly destination_netuid: number;
  readonly alpha_amount: bigint;
}

const toTransfer = (args: Wire): StakeTransfer => ({
  fromHotkey: args.hotkey,
  toHotkey: args.hotkey,
  toColdkey: args.destination_coldkey,
  fromNetuid: args.origin_netuid,
  toNetuid: args.destination_netuid,
  amountRao: args.alpha_amount,
});

export const transferStake = defineCall({
  name: "transfer_stake",
  args: {
    destination_coldkey: AccountId32,
    hotkey: AccountId32,
    origin_netuid: NetUid,
    destination_netuid: NetUid,
    alpha_amount: AlphaBalance,
  },
  docs: "Gives stake of the signer on a hotkey to another coldkey. Both netuids must be 0, where all stake lies.",
  weight: 717_000_000n,
  precheck: refuseKnownInPool((ctx, origin, args: Wire) => checkTransfer(ctx, origin, toTransfer(args))),
  dispatch(ctx, origin, args) {
    const coldkey = transferStakeTo(ctx, origin, toTransfer(args));
    const { destination_coldkey, hotkey, origin_netuid, destination_netuid, alpha_amount } = args;
    ctx.deposit(events.StakeTransferred, [
      coldkey,
      destination_coldkey,
      hotkey,
      origin_netuid,
      destination_netuid,
      alpha_amount,
    ]);
  },
});
