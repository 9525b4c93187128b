// Balances.transfer_all.

import { defineCall, ensureSigned } from "@plexus/core/frame";
import { bool } from "@plexus/core/scale";
import { MultiAddress } from "../../../primitives.js";
import { lookup } from "../lookup.js";
import { spendable, transfer } from "../move.js";

export const transferAll = defineCall({
  name: "transfer_all",
  args: { dest: MultiAddress, keep_alive: bool },
  docs: "Moves all that the sender can spend, after the fee.",
  weight: 180_000_000n,
  dispatch(ctx, origin, { dest, keep_alive }) {
    const from = ensureSigned(origin);
    const preservation = keep_alive ? "keepAlive" : "allowDeath";
    transfer(ctx, from, lookup(dest), spendable(ctx, from, preservation), preservation);
  },
});
