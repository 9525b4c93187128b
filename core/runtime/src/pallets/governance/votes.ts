// Votes and delegations, and the tallies that follow them at once. Invariant: the tally of an open proposal is the sum over
// its votes of (own power + power delegated to the voter on that track − the part whose owners voted themselves). Work is
// bounded by the votes of one account and the open proposals of one track; nothing walks voters or delegators.

import type { Context, ReadContext } from "@plexus/core/frame";
import type { Hex } from "@plexus/core/scale";
import { freeFrom, isOpen, lockBlocks, withPast } from "./locks.js";
import type {
  ChoiceName,
  DelegationValue,
  PowerValue,
  ProposalValue,
  TrackName,
  VoteValue,
  VotingValue,
} from "./shapes.js";
import { minus, plus, powerOf } from "./stakeWeight.js";
import { Deciding, DelegatedTo, LockPeriod, Overridden, Proposals, Tallies, Votes, VotingOf } from "./storage.js";

/** Adds to a tally, or with `sign` −1 takes away. */
function count(ctx: Context, id: number, choice: ChoiceName, power: PowerValue, sign: 1n | -1n): void {
  if (power.stake === 0n) return;
  const [weight, stake] = [power.weight * sign, power.stake * sign];
  Tallies.mutate(ctx, [id], (tally) =>
    choice === "Aye"
      ? { ...tally, ayes: tally.ayes + weight, aye_stake: tally.aye_stake + stake }
      : {
          ...tally,
          nays: tally.nays + weight,
          nay_stake: tally.nay_stake + stake,
          spam: choice === "Spam" ? tally.spam + weight : tally.spam,
        },
  );
}

function changeOverride(ctx: Context, id: number, delegate: Hex, power: PowerValue, sign: 1 | -1): void {
  const before = Overridden.get(ctx, id, delegate);
  const after = sign === 1 ? plus(before, power) : minus(before, power);
  if (after.stake === 0n) Overridden.remove(ctx, id, delegate);
  else Overridden.set(ctx, id, delegate, after);
}

/** What `who` votes with on a proposal beside its own stake. */
export function delegatedPower(ctx: ReadContext, id: number, track: TrackName, who: Hex): PowerValue {
  return minus(DelegatedTo.get(ctx, who, { type: track }), Overridden.get(ctx, id, who));
}

export function delegationOn({ delegations }: VotingValue, track: TrackName): DelegationValue | undefined {
  return delegations.find((each) => each.track.type === track);
}

/** Counts a new vote on an open proposal. The account must have none on it. */
export function addVote(
  ctx: Context,
  id: number,
  track: TrackName,
  who: Hex,
  vote: Omit<VoteValue, "overrides">,
  delegation: DelegationValue | undefined,
): PowerValue {
  const overrides = delegation && { delegate: delegation.to, power: powerOf(delegation) };
  if (overrides) {
    changeOverride(ctx, id, overrides.delegate, overrides.power, 1);
    const theirs = Votes.get(ctx, id, overrides.delegate);
    if (theirs) count(ctx, id, theirs.choice.type, overrides.power, -1n);
  }
  const delegated = delegatedPower(ctx, id, track, who);
  Votes.set(ctx, id, who, { ...vote, overrides });
  count(ctx, id, vote.choice.type, plus(powerOf(vote), delegated), 1n);
  return delegated;
}

/** Takes a vote off an open proposal; a delegate whose power it took back has it again. */
export function takeVote(ctx: Context, id: number, track: TrackName, who: Hex, vote: VoteValue): void {
  count(ctx, id, vote.choice.type, plus(powerOf(vote), delegatedPower(ctx, id, track, who)), -1n);
  Votes.remove(ctx, id, who);
  if (!vote.overrides) return;
  const { delegate, power } = vote.overrides;
  changeOverride(ctx, id, delegate, power, -1);
  const theirs = Votes.get(ctx, id, delegate);
  if (theirs) count(ctx, id, theirs.choice.type, power, 1n);
}

/** Forgets a vote on a proposal that is decided. Its tally stands; what it still locks becomes a past lock. */
function settle(ctx: Context, id: number, proposal: ProposalValue, who: Hex, vote: VoteValue, voting: VotingValue) {
  Votes.remove(ctx, id, who);
  if (vote.overrides) changeOverride(ctx, id, vote.overrides.delegate, vote.overrides.power, -1);
  const until = freeFrom(ctx, id, proposal, vote) ?? 0;
  voting.past = withPast(voting.past, { amount: vote.amount, until }, ctx.block.number);
}

/** The account's row without votes on decided proposals, except `keep`. Written back by the caller. */
export function settledVoting(ctx: Context, who: Hex): VotingValue {
  const voting = VotingOf.get(ctx, who);
  voting.past = voting.past.filter(({ until }) => until > ctx.block.number);
  voting.votes = voting.votes.filter((id) => {
    const [proposal, vote] = [Proposals.get(ctx, id), Votes.get(ctx, id, who)];
    if (!proposal || !vote) return false;
    if (isOpen(proposal)) return true;
    settle(ctx, id, proposal, who, vote, voting);
    return false;
  });
  return voting;
}

export function writeVoting(ctx: Context, who: Hex, voting: VotingValue): void {
  const empty = voting.votes.length + voting.delegations.length + voting.past.length === 0;
  if (empty) VotingOf.remove(ctx, who);
  else VotingOf.set(ctx, who, voting);
}

function openOn(ctx: ReadContext, track: TrackName): number[] {
  return Deciding.get(ctx).flatMap(([id, on]) => (on.type === track ? [id] : []));
}

/** Gives a delegation its force: on what the delegate decides now, and on what it will. */
export function addDelegation(ctx: Context, who: Hex, delegation: DelegationValue): void {
  const { track, to } = delegation;
  const power = powerOf(delegation);
  DelegatedTo.mutate(ctx, [to, track], (before) => plus(before, power));
  for (const id of openOn(ctx, track.type)) {
    const own = Votes.get(ctx, id, who);
    if (own) {
      Votes.set(ctx, id, who, { ...own, overrides: { delegate: to, power } });
      changeOverride(ctx, id, to, power, 1);
      continue;
    }
    const theirs = Votes.get(ctx, id, to);
    if (theirs) count(ctx, id, theirs.choice.type, power, 1n);
  }
}

/** Takes it away again, at once; with conviction its stake stays locked for the lock periods from now on. */
export function takeDelegation(ctx: Context, who: Hex, delegation: DelegationValue, voting: VotingValue): void {
  const { track, to, amount, conviction } = delegation;
  const power = powerOf(delegation);
  for (const id of openOn(ctx, track.type)) {
    const own = Votes.get(ctx, id, who);
    if (own) {
      Votes.set(ctx, id, who, { ...own, overrides: undefined });
      changeOverride(ctx, id, to, power, -1);
      continue;
    }
    const theirs = Votes.get(ctx, id, to);
    if (theirs) count(ctx, id, theirs.choice.type, power, -1n);
  }
  const left = minus(DelegatedTo.get(ctx, to, track), power);
  if (left.stake === 0n) DelegatedTo.remove(ctx, to, track);
  else DelegatedTo.set(ctx, to, track, left);
  const now = ctx.block.number;
  voting.delegations = voting.delegations.filter((each) => each.track.type !== track.type);
  voting.past = withPast(voting.past, { amount, until: now + lockBlocks(conviction, LockPeriod.get(ctx)) }, now);
}
