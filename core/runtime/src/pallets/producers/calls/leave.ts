// Producers.leave.

import { defineCall } from "@plexus/core/frame";
import { AccountId32 } from "../../../primitives.js";
import { ensureOwner, ensureProducer } from "../ensureOwner.js";
import { leave as endCandidacy } from "../leave.js";

export const leave = defineCall({
  name: "leave",
  args: { hotkey: AccountId32 },
  docs: "Stands for election no longer. An elected producer must go on to the end of the session; the bond stays for twice the evidence age.",
  weight: 120_000_000n,
  dispatch(ctx, origin, { hotkey }) {
    ensureOwner(ctx, origin, hotkey);
    ensureProducer(ctx, hotkey);
    endCandidacy(ctx, hotkey, "Owner");
  },
});
