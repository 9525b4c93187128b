// Commitments.set_max_space: root's.

import { defineCall, ensureRoot } from "@plexus/core/frame";
import { u32 } from "@plexus/core/scale";
import { MaxSpace } from "../storage.js";

export const setMaxSpace = defineCall({
  name: "set_max_space",
  args: { new_limit: u32 },
  docs: "Sets how many bytes a hotkey may commit in an epoch.",
  weight: 10_000_000n,
  dispatch(ctx, origin, { new_limit }) {
    ensureRoot(origin);
    MaxSpace.set(ctx, new_limit);
  },
});
