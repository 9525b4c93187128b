// Commitments of those who are gone go with them; another hotkey's uid, or another subnet under the netuid, inherits nothing.

import type { NeuronListener } from "../subtensor/registration/listeners.js";
import { CommitmentOf, LastCommitment, UsedSpaceOf } from "./storage.js";

export const commitmentsListener: NeuronListener = {
  neuronRemoved(ctx, netuid, hotkey) {
    CommitmentOf.remove(ctx, netuid, hotkey);
    LastCommitment.remove(ctx, netuid, hotkey);
  },
  subnetRemoved(ctx, netuid) {
    for (const entry of [CommitmentOf, LastCommitment, UsedSpaceOf]) entry.clear(ctx, netuid);
  },
};
