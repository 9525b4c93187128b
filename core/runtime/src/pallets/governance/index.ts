// Governance (103): stakers decide on parameters, subnets, upgrades, fees and on the rules by which they decide
// (target.md §7). See README.md.

import { definePallet, type Pallet, type ReadContext, type RuntimeCallValue } from "@plexus/core/frame";
import type { Codec } from "@plexus/core/scale";
import * as storage from "./storage.js";

/** rao that governance holds, for the Ledger. */
export function held(ctx: ReadContext): bigint {
  return storage.DepositsHeld.get(ctx);
}

export function governance(_call: Codec<RuntimeCallValue>): Pallet {
  return definePallet({
    name: "Governance",
    index: 103,
    docs: "Stakers decide within the bounds of a constitution.",
    slices: [{ storage: Object.values(storage) }],
  });
}
