// What must hold of governance after every block. The recount knows nothing of how tallies are kept: it asks every account.

import { safeFloatToInteger } from "@plexus/core/fixed";
import type { Invariant, ReadContext } from "@plexus/core/frame";
import type { Hex } from "@plexus/core/scale";
import { AlphaV2 } from "../subtensor/staking/storage.js";
import { lockedStake } from "./locks.js";
import type { TallyValue, TrackName } from "./shapes.js";
import { plus, powerOf } from "./stakeWeight.js";
import {
  ColdkeyStake,
  Deciding,
  DelegatedTo,
  DepositsHeld,
  LockPeriod,
  Overridden,
  Proposals,
  Queue,
  Tallies,
  Votes,
  VotingOf,
} from "./storage.js";

const depositsAreHeld: Invariant = (ctx) => {
  let sumRao = 0n;
  for (const [, { status, deposit }] of Proposals.entries(ctx))
    if (status.type === "Queued" || status.type === "Deciding") sumRao += deposit;
  const heldRao = DepositsHeld.get(ctx);
  return sumRao === heldRao ? undefined : `deposits sum to ${sumRao} rao, ${heldRao} are held`;
};

const listsAreTrue: Invariant = (ctx) => {
  const listed = new Map<number, string>(Deciding.get(ctx).map(([id]) => [id, "Deciding"]));
  for (const [[track], waiting] of Queue.entries(ctx)) {
    for (const [i, [id, deposit]] of waiting.entries()) {
      const proposal = Proposals.get(ctx, id);
      if (proposal?.track.type !== track.type || proposal.deposit !== deposit || listed.has(id))
        return `proposal ${id} waits wrongly on ${track.type}`;
      const before = waiting[i - 1];
      if (before && before[1] < deposit) return `the queue of ${track.type} is not in order`;
      listed.set(id, "Queued");
    }
  }
  for (const [[id], { status }] of Proposals.entries(ctx)) {
    const open = status.type === "Queued" || status.type === "Deciding";
    if ((open || listed.has(id)) && listed.get(id) !== status.type)
      return `proposal ${id} is ${status.type}, listed as ${listed.get(id)}`;
  }
  return undefined;
};

type Delegated = ReadonlyMap<
  string,
  readonly { readonly who: Hex; readonly amount: bigint; readonly conviction: number }[]
>;

function delegationsByTarget(ctx: ReadContext): Delegated {
  const all = new Map<string, { who: Hex; amount: bigint; conviction: number }[]>();
  for (const [[who], { delegations }] of VotingOf.entries(ctx)) {
    for (const { to, track, amount, conviction } of delegations) {
      const key = `${to} ${track.type}`;
      all.set(key, [...(all.get(key) ?? []), { who, amount, conviction }]);
    }
  }
  return all;
}

function recount(ctx: ReadContext, id: number, track: TrackName, delegated: Delegated): TallyValue {
  const tally = { ayes: 0n, nays: 0n, spam: 0n, aye_stake: 0n, nay_stake: 0n };
  for (const [[, who], vote] of Votes.entries(ctx, id)) {
    let power = powerOf(vote);
    for (const each of delegated.get(`${who} ${track}`) ?? [])
      if (!Votes.has(ctx, id, each.who)) power = plus(power, powerOf(each));
    if (vote.choice.type === "Aye") {
      tally.ayes += power.weight;
      tally.aye_stake += power.stake;
    } else {
      tally.nays += power.weight;
      tally.nay_stake += power.stake;
      if (vote.choice.type === "Spam") tally.spam += power.weight;
    }
  }
  return tally;
}

const talliesAreRecounts: Invariant = (ctx) => {
  const delegated = delegationsByTarget(ctx);
  for (const [id, track] of Deciding.get(ctx)) {
    const counted = recount(ctx, id, track.type, delegated);
    const kept = Tallies.get(ctx, id);
    for (const key of Object.keys(counted) as (keyof TallyValue)[])
      if (counted[key] !== kept[key]) return `proposal ${id}: ${key} are ${counted[key]}, the tally says ${kept[key]}`;
  }
  return undefined;
};

const delegatedSumsAreTrue: Invariant = (ctx) => {
  const delegated = delegationsByTarget(ctx);
  let rows = 0;
  for (const [[to, track], power] of DelegatedTo.entries(ctx)) {
    rows++;
    const sum = (delegated.get(`${to} ${track.type}`) ?? []).reduce((all, each) => plus(all, powerOf(each)), {
      stake: 0n,
      weight: 0n,
    });
    if (sum.stake !== power.stake || sum.weight !== power.weight) return `what is delegated to ${to} is not the sum`;
  }
  return rows === delegated.size ? undefined : `${delegated.size} delegates, ${rows} rows`;
};

const overridesAreTrue: Invariant = (ctx) => {
  const sums = new Map<string, bigint>();
  for (const [[id], { overrides }] of Votes.entries(ctx)) {
    if (!overrides) continue;
    const key = `${id} ${overrides.delegate}`;
    sums.set(key, (sums.get(key) ?? 0n) + overrides.power.weight);
  }
  let rows = 0;
  for (const [[id, delegate], { weight }] of Overridden.entries(ctx)) {
    rows++;
    if (sums.get(`${id} ${delegate}`) !== weight) return `overrides of ${delegate} on proposal ${id} are not the sum`;
  }
  return rows === sums.size ? undefined : `${sums.size} overridden delegates, ${rows} rows`;
};

const locksAreCovered: Invariant = (ctx) => {
  for (const [[who]] of VotingOf.entries(ctx)) {
    const lockedRao = lockedStake(ctx, who);
    const stakeRao = ColdkeyStake.get(ctx, who);
    if (lockedRao > stakeRao) return `${who} has ${lockedRao} rao locked of a stake of ${stakeRao}`;
  }
  return undefined;
};

const coldkeyStakesAreSums: Invariant = (ctx) => {
  if (!LockPeriod.has(ctx)) return undefined;
  const sums = new Map<string, bigint>();
  for (const [[, coldkey], stake] of AlphaV2.entries(ctx))
    sums.set(coldkey, (sums.get(coldkey) ?? 0n) + safeFloatToInteger(stake));
  let rows = 0;
  for (const [[coldkey], stakeRao] of ColdkeyStake.entries(ctx)) {
    rows++;
    if (sums.get(coldkey) !== stakeRao)
      return `${coldkey} has ${sums.get(coldkey)} rao of stake, counted are ${stakeRao}`;
  }
  return rows === sums.size ? undefined : `${sums.size} coldkeys have stake, ${rows} are counted`;
};

const votesAreListed: Invariant = (ctx) => {
  let listed = 0;
  for (const [[who], { votes }] of VotingOf.entries(ctx)) {
    listed += votes.length;
    for (const id of votes) if (!Votes.has(ctx, id, who)) return `${who} lists a vote on ${id} that is not there`;
  }
  const rows = Array.from(Votes.entries(ctx)).length;
  return rows === listed ? undefined : `${rows} votes, ${listed} listed`;
};

export const invariants: readonly Invariant[] = [
  depositsAreHeld,
  listsAreTrue,
  talliesAreRecounts,
  delegatedSumsAreTrue,
  overridesAreTrue,
  locksAreCovered,
  coldkeyStakesAreSums,
  votesAreListed,
];
