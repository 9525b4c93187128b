// SubtensorModule.register_network_with_identity: register_network and set_subnet_identity in one (btcli 9 uses it).

import { defineCall, ensureSigned } from "@plexus/core/frame";
import { option } from "@plexus/core/scale";
import { AccountId32 } from "../../../../primitives.js";
import type { NeuronListener } from "../../registration/listeners.js";
import { registerSubnet } from "../../subnets/registerSubnet.js";
import { setIdentity } from "../setIdentity.js";
import { SubnetIdentityV3 } from "../storage.js";

export const registerNetworkWithIdentity = (listeners: readonly NeuronListener[]) =>
  defineCall({
    name: "register_network_with_identity",
    args: { hotkey: AccountId32, identity: option(SubnetIdentityV3) },
    docs: "Creates a subnet as register_network does, and sets its identity where one is given.",
    weight: 331_000_000n,
    dispatch(ctx, origin, { hotkey, identity }) {
      const netuid = registerSubnet(ctx, ensureSigned(origin), hotkey, listeners);
      if (identity) setIdentity(ctx, netuid, identity);
    },
  });
