// Governance.unlock: forgets votes on decided proposals and locks that have ended. Stake is free at its block without it;
// it only tidies up, so anybody may call it for anybody.

import { defineCall, ensureSigned } from "@plexus/core/frame";
import { AccountId32 } from "../../../primitives.js";
import { events } from "../events.js";
import { lockedStake } from "../locks.js";
import { settledVoting, writeVoting } from "../votes.js";

export const unlock = defineCall({
  name: "unlock",
  args: { target: AccountId32 },
  docs: "Clears an account's votes on decided proposals and its ended locks. Stake is free at its block without it.",
  weight: 300_000_000n,
  dispatch(ctx, origin, { target }) {
    ensureSigned(origin);
    writeVoting(ctx, target, settledVoting(ctx, target));
    ctx.deposit(events.Unlocked, { who: target, locked: lockedStake(ctx, target) });
  },
});
