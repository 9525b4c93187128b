// SubtensorModule.register_limit: burned_register with a highest price (btcli 9 registers through it).

import { defineCall, ensureSigned } from "@plexus/core/frame";
import { u64 } from "@plexus/core/scale";
import { AccountId32, NetUid } from "../../../../primitives.js";
import { registerForBurn } from "../burnRegistration.js";
import type { NeuronListener } from "../listeners.js";

export const registerLimit = (listeners: readonly NeuronListener[]) =>
  defineCall({
    name: "register_limit",
    args: { netuid: NetUid, hotkey: AccountId32, limit_price: u64 },
    docs: "Registers a hotkey as burned_register does, unless the burn is above limit_price rao.",
    weight: 333_000_000n,
    dispatch(ctx, origin, { netuid, hotkey, limit_price }) {
      registerForBurn(ctx, { coldkey: ensureSigned(origin), hotkey, netuid, limitRao: limit_price }, listeners);
    },
  });
