// Amendments: the calls that change the constitution itself. Root's, so the track Constitution's (or sudo's on a development
// chain), and only within the law's limits.

import {
  type CallDefinition,
  defineCall,
  ensure,
  ensureRoot,
  type ReadContext,
  type RuntimeCallValue,
} from "@plexus/core/frame";
import { option, u32 } from "@plexus/core/scale";
import { REFUSED_ROOT_CALLS } from "../../../rootCalls.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { fillTracks } from "../queue.js";
import {
  Name,
  ParameterRule,
  type ParameterRuleValue,
  Track,
  type TrackName,
  TrackRules,
  type TrackRulesValue,
} from "../shapes.js";
import { Calls, LockPeriod, Parameters, Tracks } from "../storage.js";
import { nameText } from "./governable.js";
import { ensureRuleWithinLimits, ensureTrackWithinLimits, isLockPeriodWithinLimits } from "./limits.js";

const AMENDMENT_WEIGHT_PS = 50_000_000n;
const CALL_NAME = /^[A-Z][A-Za-z0-9]{0,63}\.[a-z][a-z0-9_]{0,63}$/;

interface CallAmendment {
  readonly name: Uint8Array;
  readonly track: { readonly type: TrackName } | undefined;
}

function checkTrack(ctx: ReadContext, { track, rules }: { track: { type: TrackName }; rules: TrackRulesValue }): void {
  ensureTrackWithinLimits(ctx, track.type, rules);
}

function checkParameter(_ctx: ReadContext, { name, rule }: { name: Uint8Array; rule: ParameterRuleValue | undefined }) {
  if (rule) ensureRuleWithinLimits(nameText(name), rule);
}

function checkCall(_ctx: ReadContext, { name, track }: CallAmendment): void {
  const text = nameText(name);
  ensure(CALL_NAME.test(text), errors.AgainstHardLimits);
  ensure(track?.type !== "Constitution", errors.AgainstHardLimits);
  ensure(track === undefined || !REFUSED_ROOT_CALLS.includes(text), errors.ForbiddenCall);
}

function checkLockPeriod(_ctx: ReadContext, { blocks }: { blocks: number }): void {
  ensure(isLockPeriodWithinLimits(blocks), errors.AgainstHardLimits);
}

const amendTrack = defineCall({
  name: "amend_track",
  args: { track: Track, rules: TrackRules },
  docs: "Changes how a track decides; proposals that are open keep their rules. Root's, within the law's limits.",
  weight: AMENDMENT_WEIGHT_PS,
  dispatch(ctx, origin, args) {
    ensureRoot(origin);
    checkTrack(ctx, args);
    Tracks.set(ctx, args.track, args.rules);
    ctx.deposit(events.TrackAmended, args);
    fillTracks(ctx, [args.track.type]);
  },
});

const amendParameter = defineCall({
  name: "amend_parameter",
  args: { name: Name, rule: option(ParameterRule) },
  docs: "Changes track and bounds of a parameter; None makes it not governable. Root's, within the law's limits.",
  weight: AMENDMENT_WEIGHT_PS,
  dispatch(ctx, origin, args) {
    ensureRoot(origin);
    checkParameter(ctx, args);
    if (args.rule) Parameters.set(ctx, args.name, args.rule);
    else Parameters.remove(ctx, args.name);
    ctx.deposit(events.ParameterAmended, args);
  },
});

const amendCall = defineCall({
  name: "amend_call",
  args: { name: Name, track: option(Track) },
  docs: "Puts a call on a track, or with None on no track. Root's; never for calls that the law refuses.",
  weight: AMENDMENT_WEIGHT_PS,
  dispatch(ctx, origin, args) {
    ensureRoot(origin);
    checkCall(ctx, args);
    if (args.track) Calls.set(ctx, args.name, args.track);
    else Calls.remove(ctx, args.name);
    ctx.deposit(events.CallAmended, args);
  },
});

const amendLockPeriod = defineCall({
  name: "amend_lock_period",
  args: { blocks: u32 },
  docs: "Changes what one lock period is, for votes on proposals that open later. Root's.",
  weight: AMENDMENT_WEIGHT_PS,
  dispatch(ctx, origin, args) {
    ensureRoot(origin);
    checkLockPeriod(ctx, args);
    LockPeriod.set(ctx, args.blocks);
    ctx.deposit(events.LockPeriodAmended, args);
  },
});

export const amendments = [
  amendTrack,
  amendParameter,
  amendCall,
  amendLockPeriod,
] as unknown as readonly CallDefinition[];

const CHECKS: Readonly<Record<string, (ctx: ReadContext, args: never) => void>> = {
  amend_track: checkTrack,
  amend_parameter: checkParameter,
  amend_call: checkCall,
  amend_lock_period: checkLockPeriod,
};

export function isAmendment({ pallet, call }: RuntimeCallValue): boolean {
  return pallet === "Governance" && Object.hasOwn(CHECKS, call);
}

/** Refuses an amendment that would be refused when carried out now. */
export function checkAmendment(ctx: ReadContext, { call, args }: RuntimeCallValue): void {
  CHECKS[call]?.(ctx, args as never);
}
