// SubtensorModule.set_subnet_identity.

import { defineCall, ensureSigned } from "@plexus/core/frame";
import { bytes } from "@plexus/core/scale";
import { NetUid } from "../../../../primitives.js";
import { ensureOwner, ensureSubnet } from "../../subnets/networks.js";
import { setIdentity } from "../setIdentity.js";

export const setSubnetIdentity = defineCall({
  name: "set_subnet_identity",
  args: {
    netuid: NetUid,
    subnet_name: bytes,
    github_repo: bytes,
    subnet_contact: bytes,
    subnet_url: bytes,
    discord: bytes,
    description: bytes,
    logo_url: bytes,
    additional: bytes,
  },
  docs: "Sets what the subnet's owner says about it.",
  weight: 60_000_000n,
  dispatch(ctx, origin, { netuid, ...identity }) {
    const owner = ensureSigned(origin);
    ensureSubnet(ctx, netuid);
    ensureOwner(ctx, netuid, owner);
    setIdentity(ctx, netuid, identity);
  },
});
