// Commitments.set_commitment. Signed by the hotkey, free, limited by space per epoch.

import { defineCall, ensure, ensureSigned, type Origin, type ReadContext } from "@plexus/core/frame";
import { refuseInPool } from "../../../poolRefusals.js";
import { NetUid } from "../../../primitives.js";
import { uidOf } from "../../subtensor/registration/neurons.js";
import { CommitmentInfo, type CommitmentInfoValue } from "../data.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { chargeSpace } from "../space.js";
import { CommitmentOf, LastCommitment, UsedSpaceOf } from "../storage.js";

interface Wire {
  readonly netuid: number;
  readonly info: CommitmentInfoValue;
}

function check(ctx: ReadContext, origin: Origin, { netuid, info }: Wire) {
  const who = ensureSigned(origin);
  ensure(uidOf(ctx, netuid, who) !== undefined, errors.AccountNotAllowedCommit);
  return { who, usage: chargeSpace(ctx, netuid, who, info) };
}

export const setCommitment = defineCall({
  name: "set_commitment",
  args: { netuid: NetUid, info: CommitmentInfo },
  docs: "Puts up to three fields on record for the signing hotkey in a subnet, in place of those before.",
  weight: 60_000_000n,
  pays: false,
  precheck: refuseInPool(check),
  dispatch(ctx, origin, { netuid, info }) {
    const { who, usage } = check(ctx, origin, { netuid, info });
    const block = ctx.block.number;
    UsedSpaceOf.set(ctx, netuid, who, usage);
    CommitmentOf.set(ctx, netuid, who, { deposit: 0n, block, info });
    LastCommitment.set(ctx, netuid, who, block);
    ctx.deposit(events.Commitment, { netuid, who });
  },
});
