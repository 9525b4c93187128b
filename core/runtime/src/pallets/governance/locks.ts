// What binds stake. A vote holds its stake until the vote ends; with conviction, on the side that won, for lock periods
// beyond. A delegation holds it while it stands, then for its lock periods. Locks do not add up: the same stake may vote on
// several proposals, never twice on one. Staking asks ensureUnlocked after every debit (subtensor/staking).

import { ensure, type ReadContext } from "@plexus/core/frame";
import type { Hex } from "@plexus/core/scale";
import { errors } from "./errors.js";
import { MAX_PAST_LOCKS, type PastLockValue, type ProposalValue, type VoteValue } from "./shapes.js";
import { ColdkeyStake, Proposals, RulesOf, Votes, VotingOf } from "./storage.js";

/** By conviction: ×1 until the vote ends, ×2, ×3, ×4 for 1, 2, 4 lock periods after. */
const LOCK_PERIODS = [0, 1, 2, 4] as const;

export function lockBlocks(conviction: number, lockPeriod: number): number {
  return (LOCK_PERIODS[conviction] as number) * lockPeriod;
}

export function isOpen({ status }: ProposalValue): boolean {
  return status.type === "Deciding";
}

/** When the vote ended, and whether for the ayes; undefined while it has not. */
export function endOf({ status }: ProposalValue): { readonly at: number; readonly passed: boolean } | undefined {
  switch (status.type) {
    case "Queued":
    case "Deciding":
      return undefined;
    case "Passed":
      return { at: status.value.at, passed: true };
    case "Executed":
    case "Failed":
      return { at: status.value.passed_at, passed: true };
    case "Rejected":
      return { at: status.value.at, passed: false };
  }
}

/** The first block in which the vote's stake is free again; undefined while the vote goes on. Who lost may leave at once. */
export function freeFrom(ctx: ReadContext, id: number, proposal: ProposalValue, vote: VoteValue): number | undefined {
  const end = endOf(proposal);
  if (!end) return undefined;
  const won = end.passed === (vote.choice.type === "Aye");
  const lockPeriod = RulesOf.get(ctx, id)?.lock_period ?? 0;
  return end.at + (won ? lockBlocks(vote.conviction, lockPeriod) : 0);
}

/** A lock with its end; undefined for one that ends with a vote or a delegation that still stands. */
export interface Lock {
  readonly amountRao: bigint;
  readonly until: number | undefined;
}

/** Every lock that binds now: at most 32 votes, 5 delegations, 16 past ones. */
export function locksOf(ctx: ReadContext, who: Hex): Lock[] {
  const { votes, delegations, past } = VotingOf.get(ctx, who);
  const ofVotes = votes.flatMap((id): Lock[] => {
    const [proposal, vote] = [Proposals.get(ctx, id), Votes.get(ctx, id, who)];
    return proposal && vote ? [{ amountRao: vote.amount, until: freeFrom(ctx, id, proposal, vote) }] : [];
  });
  return [
    ...ofVotes,
    ...delegations.map(({ amount }) => ({ amountRao: amount, until: undefined })),
    ...past.map(({ amount, until }) => ({ amountRao: amount, until })),
  ].filter(({ until }) => until === undefined || until > ctx.block.number);
}

/** rao of the coldkey's stake that must stay its own: the largest lock. */
export function lockedStake(ctx: ReadContext, who: Hex): bigint {
  return locksOf(ctx, who).reduce((most, { amountRao }) => (amountRao > most ? amountRao : most), 0n);
}

/** Refuses where the stake that is left does not cover the locks. Ask after the stake was taken. */
export function ensureUnlocked(ctx: ReadContext, coldkey: Hex): void {
  if (!VotingOf.has(ctx, coldkey)) return;
  const lockedRao = lockedStake(ctx, coldkey);
  ensure(lockedRao <= ColdkeyStake.get(ctx, coldkey), errors.StakeLocked);
}

/** Adds a lock to those that outlive their votes, without those that it outlasts or that have ended. */
export function withPast(past: readonly PastLockValue[], lock: PastLockValue, now: number): PastLockValue[] {
  const outlasted = (a: PastLockValue, b: PastLockValue) => a.amount <= b.amount && a.until <= b.until;
  const kept = past.filter((each) => each.until > now && !outlasted(each, lock));
  if (lock.until <= now || kept.some((each) => outlasted(lock, each))) return kept;
  const sorted = [...kept, lock].sort((a, b) => a.until - b.until);
  if (sorted.length <= MAX_PAST_LOCKS) return sorted;
  // None outlasts another, so amounts fall as ends rise. Two become one that covers both: it locks longer, never less.
  let closest = 1;
  const gap = (i: number) => (sorted[i] as PastLockValue).until - (sorted[i - 1] as PastLockValue).until;
  for (let i = 2; i < sorted.length; i++) if (gap(i) < gap(closest)) closest = i;
  const [first, second] = [sorted[closest - 1] as PastLockValue, sorted[closest] as PastLockValue];
  return sorted.toSpliced(closest - 1, 2, { amount: first.amount, until: second.until });
}
