// Balances.transfer_keep_alive.

import { defineCall, ensureSigned } from "@plexus/core/frame";
import { compact } from "@plexus/core/scale";
import { MultiAddress, TaoBalance } from "../../../primitives.js";
import { lookup } from "../lookup.js";
import { transfer } from "../move.js";

export const transferKeepAlive = defineCall({
  name: "transfer_keep_alive",
  args: { dest: MultiAddress, value: compact(TaoBalance) },
  docs: "Moves TAO, and refuses if the sender's account would end.",
  weight: 160_000_000n,
  dispatch(ctx, origin, { dest, value }) {
    transfer(ctx, ensureSigned(origin), lookup(dest), value, "keepAlive");
  },
});
