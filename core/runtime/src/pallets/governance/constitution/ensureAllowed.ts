// Whether a track may make a call, and with these values. Asked when a proposal is made and again when it is carried out:
// the constitution may have changed in between. What is not written down is not allowed.

import { ensure, type ReadContext, type RuntimeCallValue } from "@plexus/core/frame";
import { innerCalls } from "../../../dispatchInfo.js";
import { errors } from "../errors.js";
import type { TrackName } from "../shapes.js";
import { Calls, Parameters } from "../storage.js";
import { checkAmendment, isAmendment } from "./amendments.js";
import { type Change, changeOf, nameBytes } from "./governable.js";

function ensureWithinBounds(ctx: ReadContext, track: TrackName, { parameter, value }: Change): void {
  const rule = Parameters.get(ctx, nameBytes(parameter.name));
  ensure(rule !== undefined, errors.NotGovernable);
  ensure(rule.track.type === track, errors.WrongTrack);
  ensure(value >= rule.minimum, errors.ValueBelowBounds);
  ensure(value <= rule.maximum, errors.ValueAboveBounds);
}

/** Refuses with the reason. A call that holds others is allowed where it and all of them are. */
export function ensureAllowed(ctx: ReadContext, track: TrackName, call: RuntimeCallValue): void {
  if (isAmendment(call)) {
    // Written here and not in the state: no constitution can move its own amendment to an easier track.
    ensure(track === "Constitution", errors.WrongTrack);
    return checkAmendment(ctx, call);
  }
  const change = changeOf(call);
  if (change) return ensureWithinBounds(ctx, track, change);
  const on = Calls.get(ctx, nameBytes(`${call.pallet}.${call.call}`));
  ensure(on !== undefined, errors.CallNotAllowed);
  ensure(on.type === track, errors.WrongTrack);
  for (const inner of innerCalls(call)) ensureAllowed(ctx, track, inner);
}
