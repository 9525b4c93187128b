// SubtensorModule.register_network.

import { defineCall, ensureSigned } from "@plexus/core/frame";
import { AccountId32 } from "../../../../primitives.js";
import type { NeuronListener } from "../../registration/listeners.js";
import { registerSubnet } from "../registerSubnet.js";

export const registerNetwork = (listeners: readonly NeuronListener[]) =>
  defineCall({
    name: "register_network",
    args: { hotkey: AccountId32 },
    docs: "Creates a subnet, owned by the signer, with this hotkey as uid 0. Locks TAO until the subnet is pruned.",
    weight: 271_000_000n,
    dispatch(ctx, origin, { hotkey }) {
      registerSubnet(ctx, ensureSigned(origin), hotkey, listeners);
    },
  });
