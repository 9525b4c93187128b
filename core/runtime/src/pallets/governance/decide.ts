// At the beginning of a block: each open proposal against threshold and quorum, with the votes of the blocks before. It
// passes once it has met both for its confirm period without a break, however early; it is rejected when its period is over
// and it does not meet them. Open proposals are at most 8 a track, so this is a few dozen reads, whatever people vote.

import type { Context } from "@plexus/core/frame";
import { passes } from "./curve.js";
import { burnDeposit, returnDeposit } from "./deposits.js";
import { events } from "./events.js";
import { fillTracks } from "./queue.js";
import {
  type DecisionRulesValue,
  MAX_ENACTMENTS_PER_BLOCK,
  PERMILLE,
  type ProposalValue,
  type StatusValue,
  type TallyValue,
  type TrackName,
} from "./shapes.js";
import { electorate } from "./stakeWeight.js";
import { Agenda, Deciding, Proposals, RulesOf, Tallies } from "./storage.js";

interface Case {
  readonly id: number;
  readonly proposal: ProposalValue;
  readonly decision: DecisionRulesValue;
  readonly tally: TallyValue;
  readonly electorateRao: bigint;
}

function close(ctx: Context, { id, proposal, decision, electorateRao }: Case, status: StatusValue): void {
  Proposals.set(ctx, id, { ...proposal, status });
  RulesOf.set(ctx, id, { ...decision, electorate: electorateRao });
}

function pass(ctx: Context, decided: Case): void {
  const at = ctx.block.number;
  let enact_at = at + decided.decision.track.enactment_delay;
  while (Agenda.get(ctx, enact_at).length >= MAX_ENACTMENTS_PER_BLOCK) enact_at++;
  Agenda.mutate(ctx, [enact_at], (due) => [...due, decided.id]);
  close(ctx, decided, { type: "Passed", value: { at, enact_at } });
  returnDeposit(ctx, decided.proposal.proposer, decided.proposal.deposit);
  ctx.deposit(events.Passed, { proposal: decided.id, enact_at });
}

function spamReason({ decision, tally, electorateRao }: Case) {
  if (tally.spam * 2n > tally.ayes + tally.nays) return { type: "Majority" } as const;
  const unsupported = tally.aye_stake * BigInt(PERMILLE) < BigInt(decision.track.spam_floor) * electorateRao;
  return unsupported ? ({ type: "Unsupported" } as const) : undefined;
}

function reject(ctx: Context, decided: Case): void {
  const { proposer, deposit } = decided.proposal;
  const spam = spamReason(decided);
  close(ctx, decided, { type: "Rejected", value: { at: ctx.block.number, spam } });
  if (spam) burnDeposit(ctx, deposit);
  else returnDeposit(ctx, proposer, deposit);
  ctx.deposit(events.Rejected, { proposal: decided.id, spam, deposit });
}

/** Returns whether the proposal is decided. */
function consider(ctx: Context, open: Case): boolean {
  const { id, proposal, tally, electorateRao } = open;
  const { track: rules } = open.decision;
  if (proposal.status.type !== "Deciding")
    throw new Error(`proposal ${id} is listed as open but is ${proposal.status.type}`);
  const now = ctx.block.number;
  const { since, confirming } = proposal.status.value;
  const elapsed = now - since;
  const mark = (from: number | undefined) =>
    Proposals.set(ctx, id, { ...proposal, status: { type: "Deciding", value: { since, confirming: from } } });
  if (passes(rules, tally, electorateRao, elapsed)) {
    if (now - (confirming ?? now) >= rules.confirm_period) {
      pass(ctx, open);
      return true;
    }
    if (confirming === undefined) {
      mark(now);
      ctx.deposit(events.Confirming, { proposal: id, until: now + rules.confirm_period });
    }
    return false;
  }
  if (elapsed >= rules.decision_period) {
    reject(ctx, open);
    return true;
  }
  if (confirming !== undefined) {
    mark(undefined);
    ctx.deposit(events.ConfirmAborted, { proposal: id });
  }
  return false;
}

export function decide(ctx: Context): void {
  const open = Deciding.get(ctx);
  if (open.length === 0) return;
  const electorateRao = electorate(ctx);
  const freed = new Set<TrackName>();
  const left = open.filter(([id, track]) => {
    const [proposal, decision] = [Proposals.get(ctx, id), RulesOf.get(ctx, id)];
    if (!proposal || !decision) throw new Error(`open proposal ${id} is not whole`);
    const decided = consider(ctx, { id, proposal, decision, tally: Tallies.get(ctx, id), electorateRao });
    if (decided) freed.add(track.type);
    return !decided;
  });
  if (freed.size === 0) return;
  Deciding.set(ctx, left);
  fillTracks(ctx, freed);
}
