// Balances.transfer_allow_death.

import { defineCall, ensureSigned } from "@plexus/core/frame";
import { compact } from "@plexus/core/scale";
import { MultiAddress, TaoBalance } from "../../../primitives.js";
import { lookup } from "../lookup.js";
import { transfer } from "../move.js";

export const transferAllowDeath = defineCall({
  name: "transfer_allow_death",
  args: { dest: MultiAddress, value: compact(TaoBalance) },
  docs: "Moves TAO. The sender's account may end: what would be left below the existential deposit is burned.",
  weight: 160_000_000n,
  dispatch(ctx, origin, { dest, value }) {
    transfer(ctx, ensureSigned(origin), lookup(dest), value, "allowDeath");
  },
});
