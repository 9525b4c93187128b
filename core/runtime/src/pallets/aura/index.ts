// Aura (3): only its constant, by which clients know the block time (250 ms means "fast blocks" to the SDK).

import { constant, definePallet } from "@plexus/core/frame";
import { u64 } from "@plexus/core/scale";

export const aura = definePallet({
  name: "Aura",
  index: 3,
  docs: "The intended time between blocks.",
  slices: [{ constants: [constant("SlotDuration", u64, (chain) => BigInt(chain.blockTimeMs), "Ms between blocks.")] }],
});
