// Governance.undelegate: takes a delegation back, and its weight out of the delegate's votes on open proposals.

import { defineCall, ensure, ensureSigned } from "@plexus/core/frame";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { Track } from "../shapes.js";
import { delegationOn, settledVoting, takeDelegation, writeVoting } from "../votes.js";

export const undelegate = defineCall({
  name: "undelegate",
  args: { track: Track },
  docs: "Ends the delegation on a track. The delegate's open votes lose its weight at once; with conviction the stake stays locked for its lock periods.",
  weight: 300_000_000n,
  dispatch(ctx, origin, { track }) {
    const who = ensureSigned(origin);
    const voting = settledVoting(ctx, who);
    const delegation = delegationOn(voting, track.type);
    ensure(delegation !== undefined, errors.NotDelegating);
    takeDelegation(ctx, who, delegation, voting);
    writeVoting(ctx, who, voting);
    ctx.deposit(events.Undelegated, { who, to: delegation.to, track });
  },
});
