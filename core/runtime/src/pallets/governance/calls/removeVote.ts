// Governance.remove_vote: takes a vote back while the proposal is open; its stake is free at once. After the end it only
// settles what the vote still locks.

import { defineCall, ensure, ensureSigned } from "@plexus/core/frame";
import { u32 } from "@plexus/core/scale";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { isOpen } from "../locks.js";
import { Proposals, Votes } from "../storage.js";
import { settledVoting, takeVote, writeVoting } from "../votes.js";

export const removeVote = defineCall({
  name: "remove_vote",
  args: { proposal: u32 },
  docs: "Takes a vote back. While the proposal is open it leaves the tally, with all that was delegated to it, and its stake is free.",
  weight: 300_000_000n,
  dispatch(ctx, origin, { proposal: id }) {
    const who = ensureSigned(origin);
    const [proposal, vote] = [Proposals.get(ctx, id), Votes.get(ctx, id, who)];
    ensure(proposal !== undefined && vote !== undefined, errors.NoVote);
    const voting = settledVoting(ctx, who);
    if (isOpen(proposal)) {
      takeVote(ctx, id, proposal.track.type, who, vote);
      voting.votes = voting.votes.filter((each) => each !== id);
    }
    writeVoting(ctx, who, voting);
    ctx.deposit(events.VoteRemoved, { proposal: id, who });
  },
});
