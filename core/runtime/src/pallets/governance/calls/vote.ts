// Governance.vote: stake on root for or against an open proposal. Voting again replaces the vote.

import { defineCall, ensure, ensureSigned } from "@plexus/core/frame";
import { u8, u32 } from "@plexus/core/scale";
import { TaoBalance } from "../../../primitives.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { isOpen } from "../locks.js";
import { Choice, MAX_CONVICTION, MAX_VOTES } from "../shapes.js";
import { ColdkeyStake, Proposals, Votes } from "../storage.js";
import { addVote, delegationOn, settledVoting, takeVote, writeVoting } from "../votes.js";

export const vote = defineCall({
  name: "vote",
  args: { proposal: u32, choice: Choice, amount: TaoBalance, conviction: u8 },
  docs: "Votes with part of the coldkey's stake on root: ×1 locked until the vote ends; conviction 1, 2, 3: ×2, ×3, ×4, on the side that wins locked 1, 2, 4 lock periods longer.",
  weight: 400_000_000n,
  dispatch(ctx, origin, { proposal: id, choice, amount, conviction }) {
    const who = ensureSigned(origin);
    const proposal = Proposals.get(ctx, id);
    ensure(proposal !== undefined, errors.NoSuchProposal);
    ensure(isOpen(proposal), errors.NotOpen);
    ensure(conviction <= MAX_CONVICTION, errors.UnknownConviction);
    ensure(amount > 0n, errors.NoAmount);
    ensure(ColdkeyStake.get(ctx, who) >= amount, errors.NotEnoughStake);
    const track = proposal.track.type;
    const voting = settledVoting(ctx, who);
    const before = Votes.get(ctx, id, who);
    if (before) takeVote(ctx, id, track, who, before);
    else {
      ensure(voting.votes.length < MAX_VOTES, errors.TooManyVotes);
      voting.votes = [...voting.votes, id];
    }
    const delegated = addVote(ctx, id, track, who, { choice, amount, conviction }, delegationOn(voting, track));
    writeVoting(ctx, who, voting);
    ctx.deposit(events.Voted, { proposal: id, who, choice, amount, conviction, delegated });
  },
});
