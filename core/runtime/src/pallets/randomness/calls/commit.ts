// Randomness.commit: bare, third in a block of its author's in the first half of a session. Not asked: whether the author is
// still elected after this block's note. Who was just put out authors two blocks at most, and has none left to reveal in.

import { defineCall, ensure } from "@plexus/core/frame";
import { ensureSpeaker } from "../ensureSpeaker.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { Bytes32, Commitments } from "../storage.js";

export const commit = defineCall({
  name: "commit",
  args: { hash: Bytes32 },
  docs: "Commits the block's author to a secret for this session's randomness. Placed by the author, never signed.",
  weight: 1_500_000n,
  pays: false,
  class: "Mandatory",
  dispatch(ctx, origin, { hash }) {
    const { address, session } = ensureSpeaker(ctx, origin, "commit");
    ensure(!Commitments.has(ctx, address), errors.AlreadyCommitted);
    Commitments.set(ctx, address, { hash, kept_silent: false });
    ctx.deposit(events.Committed, { address, session });
  },
});
