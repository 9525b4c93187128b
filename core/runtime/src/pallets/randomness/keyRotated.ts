// A producer changed its key in the middle of a session: its commitment is bound to the old address and will not be opened.

import type { Context } from "@plexus/core/frame";
import { currentSession } from "../producers/session.js";
import { halfOf } from "./schedule.js";
import { Commitments, Secrets } from "./storage.js";

/**
 * While nothing is revealed the commitment is dropped, and the new key may commit. Later it stays, and counts as silence: a
 * change of key would else be a way to keep a secret back without paying for it.
 */
export function keyRotated(ctx: Context, address: Uint8Array): void {
  const commitment = Commitments.get(ctx, address);
  if (!commitment || Secrets.has(ctx, address)) return;
  if (halfOf(currentSession(ctx), ctx.block.number) === "commit") Commitments.remove(ctx, address);
  else Commitments.set(ctx, address, { ...commitment, kept_silent: true });
}
