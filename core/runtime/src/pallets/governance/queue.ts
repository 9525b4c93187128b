// Which proposals people vote on. A track decides a few at a time; the others wait, the highest deposit first. A full queue
// takes a higher deposit in place of its lowest, which goes back: a flood fills the queue of its author's choice of price,
// and whoever means it outbids the price.

import { type Context, ensure, type ReadContext } from "@plexus/core/frame";
import type { Hex } from "@plexus/core/scale";
import { returnDeposit } from "./deposits.js";
import { errors } from "./errors.js";
import { events } from "./events.js";
import { type ProposalValue, TRACKS, type TrackName, type TrackRulesValue } from "./shapes.js";
import { Deciding, LockPeriod, ProposalCalls, Proposals, Queue, RulesOf, Tracks } from "./storage.js";

function decidingOn(ctx: ReadContext, track: TrackName): number {
  return Deciding.get(ctx).filter(([, on]) => on.type === track).length;
}

function start(ctx: Context, id: number, proposal: ProposalValue, rules: TrackRulesValue): void {
  const since = ctx.block.number;
  Proposals.set(ctx, id, { ...proposal, status: { type: "Deciding", value: { since, confirming: undefined } } });
  RulesOf.set(ctx, id, { track: rules, lock_period: LockPeriod.get(ctx), since, electorate: undefined });
  Deciding.mutate(ctx, [], (all) => [...all, [id, proposal.track]]);
  ctx.deposit(events.DecisionStarted, { proposal: id, track: proposal.track, until: since + rules.decision_period });
}

function evict(ctx: Context, id: number): void {
  const { proposer, track, deposit } = Proposals.get(ctx, id) as ProposalValue;
  returnDeposit(ctx, proposer as Hex, deposit);
  Proposals.remove(ctx, id);
  ProposalCalls.remove(ctx, id);
  ctx.deposit(events.Evicted, { proposal: id, track });
}

/** Whether a deposit is enough above another to take its place: a tenth, so that places do not change hands for a rao. */
const outbids = (deposit: bigint, lowest: bigint): boolean => deposit * 10n >= lowest * 11n;

/** Refuses where the queue is full and the deposit is not a tenth above its lowest. */
export function enqueue(ctx: Context, id: number, proposal: ProposalValue, rules: TrackRulesValue): void {
  const { track, deposit } = proposal;
  Proposals.set(ctx, id, proposal);
  if (decidingOn(ctx, track.type) < rules.max_deciding) return start(ctx, id, proposal, rules);
  const waiting = Queue.get(ctx, track);
  // Behind all that put down as much: of equals the oldest goes first.
  const behind = waiting.findIndex(([, theirs]) => theirs < deposit);
  const queue = waiting.toSpliced(behind === -1 ? waiting.length : behind, 0, [id, deposit]);
  for (const [evicted, theirs] of queue.splice(rules.max_queued)) {
    ensure(evicted !== id && outbids(deposit, theirs), errors.QueueFull);
    evict(ctx, evicted);
  }
  Queue.set(ctx, track, queue);
}

/** Opens waiting proposals to votes where their track has room. */
export function fillTracks(ctx: Context, tracks: Iterable<TrackName> = TRACKS): void {
  for (const type of tracks) {
    const rules = Tracks.get(ctx, { type });
    const waiting = Queue.get(ctx, { type });
    if (!rules || waiting.length === 0) continue;
    const room = Math.max(0, rules.max_deciding - decidingOn(ctx, type));
    const next = waiting.splice(0, room);
    for (const [id] of next) start(ctx, id, Proposals.get(ctx, id) as ProposalValue, rules);
    if (waiting.length === 0) Queue.remove(ctx, { type });
    else if (next.length > 0) Queue.set(ctx, { type }, waiting);
  }
}
