// What must hold after every block.

import type { Invariant } from "@plexus/core/frame";
import { compareBytes } from "@plexus/core/scale";
import { currentSession } from "../producers/session.js";
import { commitmentOf, halfOf } from "./schedule.js";
import { Commitments, Mixes, OldestMix, Secrets, Spoken } from "./storage.js";

/** Every secret is the one committed to, in this session. */
const secretsWereCommitted: Invariant = (ctx) => {
  const session = currentSession(ctx);
  for (const [[address], secret] of Secrets.entries(ctx)) {
    const commitment = Commitments.get(ctx, address);
    if (!commitment) return "a secret without a commitment";
    const expected = commitmentOf(ctx.crypto, secret, address, session.index);
    if (compareBytes(expected, commitment.hash) !== 0) return "a secret that nobody committed to";
    if (halfOf(session, ctx.block.number - 1) === "commit") return "a secret in the half of commitments";
  }
  return Spoken.get(ctx) ? "a block left its mark behind" : undefined;
};

/** Mixes lie without a gap from the oldest to the last session. */
const mixesAreWhole: Invariant = (ctx) => {
  if (ctx.chain.engine !== "comet") return undefined;
  const last = currentSession(ctx).index - 1;
  const kept = Array.from(Mixes.entries(ctx)).length;
  return kept === last - OldestMix.get(ctx) + 1 ? undefined : `${kept} mixes from ${OldestMix.get(ctx)} to ${last}`;
};

export const invariants: readonly Invariant[] = [secretsWereCommitted, mixesAreWhole];
