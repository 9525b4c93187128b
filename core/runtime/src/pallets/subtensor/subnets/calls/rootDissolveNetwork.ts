// SubtensorModule.root_dissolve_network: removes a subnet as pruning does. For a development chain's sudo; elsewhere the law
// refuses it to Root itself (rootCalls.ts), because pruning by rule is the only way in which a subnet goes.

import { defineCall, ensure, ensureRoot } from "@plexus/core/frame";
import { NetUid } from "../../../../primitives.js";
import { ROOT_NETUID } from "../../noAccount.js";
import type { NeuronListener } from "../../registration/listeners.js";
import { errors } from "../errors.js";
import { subnetExists } from "../networks.js";
import { removeSubnet } from "../removeSubnet.js";

export const rootDissolveNetwork = (listeners: readonly NeuronListener[]) =>
  defineCall({
    name: "root_dissolve_network",
    args: { netuid: NetUid },
    docs: "Removes a subnet; its lock returns to its owner. Root's, on development chains only.",
    weight: 300_000_000n,
    dispatch(ctx, origin, { netuid }) {
      ensureRoot(origin);
      ensure(netuid !== ROOT_NETUID && subnetExists(ctx, netuid), errors.SubnetNotExists);
      removeSubnet(ctx, netuid, listeners);
    },
  });
