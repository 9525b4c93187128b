// Governance.admit_subnet: a subnet by vote instead of by lock. It needs a free place: governance removes no subnet to make
// one. The owner then calls start_call, as after register_network.

import { defineCall, ensure, ensureRoot } from "@plexus/core/frame";
import { AccountId32 } from "../../../primitives.js";
import { appendNeuron } from "../../subtensor/registration/neurons.js";
import { Owner } from "../../subtensor/staking/storage.js";
import { createSubnet, STABLE_MECHANISM } from "../../subtensor/subnets/createSubnet.js";
import { events as subnetEvents } from "../../subtensor/subnets/events.js";
import { freeNetuid, isAtSubnetLimit } from "../../subtensor/subnets/lockCost.js";
import { errors } from "../errors.js";
import { events } from "../events.js";

export const admitSubnet = defineCall({
  name: "admit_subnet",
  args: { coldkey: AccountId32, hotkey: AccountId32 },
  docs: "Creates a subnet for an owner without a lock, if there is a free place. The hotkey must be the coldkey's. Root's.",
  weight: 271_000_000n,
  dispatch(ctx, origin, { coldkey, hotkey }) {
    ensureRoot(origin);
    ensure(Owner.has(ctx, hotkey) && Owner.get(ctx, hotkey) === coldkey, errors.NotItsHotkey);
    ensure(!isAtSubnetLimit(ctx), errors.NoRoomForSubnet);
    const netuid = freeNetuid(ctx);
    createSubnet(ctx, netuid, { owner: { coldkey, hotkey } });
    ctx.deposit(subnetEvents.NetworkAdded, [netuid, STABLE_MECHANISM]);
    appendNeuron(ctx, netuid, hotkey);
    ctx.deposit(events.SubnetAdmitted, { netuid, coldkey, hotkey });
  },
});
