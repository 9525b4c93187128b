// Whoever loses a place loses the offers that stood on it, in the same block (market.md 5).

import type { NeuronListener } from "../subtensor/registration/listeners.js";
import { removeOffer } from "./removeOffer.js";
import { Offers } from "./storage.js";

export const marketListener: NeuronListener = {
  neuronRemoved(ctx, netuid, hotkey) {
    for (const [[, , model]] of Array.from(Offers.entries(ctx, netuid, hotkey)))
      removeOffer(ctx, { netuid, hotkey, model }, "Deregistered");
  },
  subnetRemoved(ctx, netuid) {
    for (const [[, hotkey, model]] of Array.from(Offers.entries(ctx, netuid)))
      removeOffer(ctx, { netuid, hotkey, model }, "Deregistered");
  },
};
