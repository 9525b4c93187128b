// Governance.delegate: another votes with one's stake on one track, until undelegate. One's own vote on a proposal goes
// before the delegate's. What is delegated to an account is not delegated on.

import { defineCall, ensure, ensureSigned } from "@plexus/core/frame";
import { u8 } from "@plexus/core/scale";
import { AccountId32, TaoBalance } from "../../../primitives.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { MAX_CONVICTION, Track } from "../shapes.js";
import { ColdkeyStake } from "../storage.js";
import { addDelegation, delegationOn, settledVoting, takeDelegation, writeVoting } from "../votes.js";

export const delegate = defineCall({
  name: "delegate",
  args: { track: Track, to: AccountId32, amount: TaoBalance, conviction: u8 },
  docs: "Lets another account vote with part of the coldkey's stake on a track. Replaces the delegation there. The stake is locked while it stands, with conviction 1, 2, 4 lock periods longer.",
  weight: 400_000_000n,
  dispatch(ctx, origin, { track, to, amount, conviction }) {
    const who = ensureSigned(origin);
    ensure(to !== who, errors.SelfDelegation);
    ensure(conviction <= MAX_CONVICTION, errors.UnknownConviction);
    ensure(amount > 0n, errors.NoAmount);
    ensure(ColdkeyStake.get(ctx, who) >= amount, errors.NotEnoughStake);
    const voting = settledVoting(ctx, who);
    const before = delegationOn(voting, track.type);
    if (before) takeDelegation(ctx, who, before, voting);
    const delegation = { track, to, amount, conviction };
    addDelegation(ctx, who, delegation);
    voting.delegations = [...voting.delegations, delegation];
    writeVoting(ctx, who, voting);
    ctx.deposit(events.Delegated, { who, to, track, amount, conviction });
  },
});
