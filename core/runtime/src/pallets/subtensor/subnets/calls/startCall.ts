// SubtensorModule.start_call (stable.md 8).

import { defineCall, ensure, ensureSigned } from "@plexus/core/frame";
import { NetUid } from "../../../../primitives.js";
import { FirstEmissionBlockNumber } from "../../emission/storage.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { ensureOwner, ensureSubnet } from "../networks.js";
import { NetworkRegisteredAt, StartCallDelay } from "../storage.js";

export const startCall = defineCall({
  name: "start_call",
  args: { netuid: NetUid },
  docs: "Starts a subnet's emission with the next block. The owner's, once.",
  weight: 80_000_000n,
  dispatch(ctx, origin, { netuid }) {
    const owner = ensureSigned(origin);
    ensureSubnet(ctx, netuid);
    ensureOwner(ctx, netuid, owner);
    ensure(FirstEmissionBlockNumber.get(ctx, netuid) === undefined, errors.FirstEmissionBlockNumberAlreadySet);
    const block = BigInt(ctx.block.number);
    const earliest = NetworkRegisteredAt.get(ctx, netuid) + StartCallDelay.get(ctx);
    ensure(block >= earliest, errors.NeedWaitingMoreBlocksToStarCall);
    FirstEmissionBlockNumber.set(ctx, netuid, block + 1n);
    ctx.deposit(events.FirstEmissionBlockNumberSet, [netuid, block + 1n]);
  },
});
