// After a block's transactions: who could have spoken and did not, and the session's end.

import type { Context, Hooks } from "@plexus/core/frame";
import { currentSession } from "../producers/session.js";
import { Author } from "../producers/storage.js";
import { mixSession } from "./mix.js";
import { halfOf } from "./schedule.js";
import { Commitments, Secrets, Spoken } from "./storage.js";

/** A producer without a block of its own in the second half could not reveal, and pays nothing. */
function markSilence(ctx: Context): void {
  const address = Author.get(ctx);
  if (!address || halfOf(currentSession(ctx), ctx.block.number) !== "reveal") return;
  const commitment = Commitments.get(ctx, address);
  if (!commitment || commitment.kept_silent || Secrets.has(ctx, address)) return;
  Commitments.set(ctx, address, { ...commitment, kept_silent: true });
}

export const hooks: Hooks = {
  finalise(ctx) {
    if (ctx.chain.engine !== "comet") return;
    Spoken.remove(ctx);
    markSilence(ctx);
    mixSession(ctx);
  },
};
