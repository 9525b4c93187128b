// Carrying out what passed, at the block that was announced, as Root, before anything else of the block. Every call is
// checked again: bounds may have been drawn tighter since, and the law's own list of refused calls binds even those for whom
// everybody voted (target.md §7). All calls or none; never twice.

import { type Context, ensure, Refusal, ROOT, type RuntimeCallValue } from "@plexus/core/frame";
import { type Codec, DecodeError, decode } from "@plexus/core/scale";
import { refusedOfRoot } from "../../rootCalls.js";
import { ensureAllowed } from "./constitution/ensureAllowed.js";
import { changeOf } from "./constitution/governable.js";
import { errors } from "./errors.js";
import { events } from "./events.js";
import type { ProposalValue, StatusValue } from "./shapes.js";
import { Agenda, ProposalCalls, Proposals, ValuesBefore } from "./storage.js";

function decodeCall(call: Codec<RuntimeCallValue>, bytes: Uint8Array): RuntimeCallValue {
  try {
    return decode(call, bytes);
  } catch (error) {
    if (error instanceof DecodeError) throw new Refusal(errors.CallNotDecodable);
    throw error;
  }
}

/** Returns what the parameter was that the call set; undefined for a call that sets none. */
function carryOut(ctx: Context, track: ProposalValue["track"], call: RuntimeCallValue): bigint | undefined {
  ensure(refusedOfRoot(ctx.chain, call) === undefined, errors.ForbiddenCall);
  ensureAllowed(ctx, track.type, call);
  const change = changeOf(call);
  const before = change?.parameter.current(ctx, change.netuid);
  const outcome = ctx.dispatch(call, ROOT);
  if (!outcome.ok) throw new Refusal(outcome.error);
  return before;
}

function enactOne(ctx: Context, id: number, codec: Codec<RuntimeCallValue>): void {
  const proposal = Proposals.get(ctx, id);
  if (proposal?.status.type !== "Passed") throw new Error(`proposal ${id} is due but did not pass`);
  const passed_at = proposal.status.value.at;
  let at = 0;
  const outcome = ctx.attempt(() => {
    const before: [call: number, value: bigint][] = [];
    for (const [index, bytes] of ProposalCalls.get(ctx, id).entries()) {
      at = index;
      const value = carryOut(ctx, proposal.track, decodeCall(codec, bytes));
      if (value !== undefined) before.push([index, value]);
    }
    if (before.length > 0) ValuesBefore.set(ctx, id, before);
  });
  const value = { at: ctx.block.number, passed_at };
  const status: StatusValue = outcome.ok ? { type: "Executed", value } : { type: "Failed", value };
  Proposals.set(ctx, id, { ...proposal, status });
  if (outcome.ok) ctx.deposit(events.Executed, { proposal: id });
  else ctx.deposit(events.ExecutionFailed, { proposal: id, call: at, error: outcome.error });
}

export function enact(ctx: Context, codec: Codec<RuntimeCallValue>): void {
  const due = Agenda.get(ctx, ctx.block.number);
  if (due.length === 0) return;
  Agenda.remove(ctx, ctx.block.number);
  for (const id of due) enactOne(ctx, id, codec);
}
