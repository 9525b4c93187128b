// Randomness (105), ours: asked for by height, never improvised (architecture §3.13). See README.md.

import { constant, definePallet } from "@plexus/core/frame";
import { u32 } from "@plexus/core/scale";
import { randomnessApi } from "./api.js";
import { commit } from "./calls/commit.js";
import { reveal } from "./calls/reveal.js";
import { errors } from "./errors.js";
import { events } from "./events.js";
import { hooks } from "./hooks.js";
import { invariants } from "./invariants.js";
import { KEPT_BLOCKS } from "./mix.js";
import { Commitments, Mixes, OldestMix, Secrets, Spoken } from "./storage.js";

export { type RandomnessValue, randomnessAt } from "./randomnessAt.js";
export { beaconDue, commitmentOf } from "./schedule.js";

export const randomness = definePallet({
  name: "Randomness",
  index: 105,
  docs: "Randomness that no single producer can steer, by height.",
  slices: [
    {
      storage: [Commitments, Secrets, Mixes, OldestMix, Spoken],
      calls: [commit, reveal],
      events,
      errors,
      constants: [constant("KeptBlocks", u32, KEPT_BLOCKS, "Blocks for which a value can be asked for.")],
      apis: [randomnessApi],
      invariants,
    },
  ],
  numbers: {
    calls: { commit: 0, reveal: 1 },
    events: { Committed: 0, Revealed: 1, Mixed: 2 },
  },
  hooks,
});
