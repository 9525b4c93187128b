// Randomness.reveal: bare, third in a block of its author's in the second half of a session.

import { defineCall, ensure } from "@plexus/core/frame";
import { compareBytes } from "@plexus/core/scale";
import { ensureSpeaker } from "../ensureSpeaker.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { commitmentOf } from "../schedule.js";
import { Bytes32, Commitments, Secrets } from "../storage.js";

export const reveal = defineCall({
  name: "reveal",
  args: { secret: Bytes32 },
  docs: "Reveals the secret that the block's author committed to. Placed by the author, never signed.",
  weight: 1_500_000n,
  pays: false,
  class: "Mandatory",
  dispatch(ctx, origin, { secret }) {
    const { address, session } = ensureSpeaker(ctx, origin, "reveal");
    const commitment = Commitments.get(ctx, address);
    ensure(commitment !== undefined, errors.NotCommitted);
    ensure(!Secrets.has(ctx, address), errors.AlreadyRevealed);
    const expected = commitmentOf(ctx.crypto, secret, address, session);
    ensure(compareBytes(expected, commitment.hash) === 0, errors.WrongSecret);
    Secrets.set(ctx, address, secret);
    ctx.deposit(events.Revealed, { address, session });
  },
});
