// SubtensorModule.burned_register.

import { defineCall, ensureSigned } from "@plexus/core/frame";
import { AccountId32, NetUid } from "../../../../primitives.js";
import { registerForBurn } from "../burnRegistration.js";
import type { NeuronListener } from "../listeners.js";

export const burnedRegister = (listeners: readonly NeuronListener[]) =>
  defineCall({
    name: "burned_register",
    args: { netuid: NetUid, hotkey: AccountId32 },
    docs: "Registers a hotkey in a subnet against its current burn, which the signing coldkey pays.",
    weight: 333_000_000n,
    dispatch(ctx, origin, { netuid, hotkey }) {
      registerForBurn(ctx, { coldkey: ensureSigned(origin), hotkey, netuid }, listeners);
    },
  });
