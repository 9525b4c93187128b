// A producer that loses its seat on root leaves: nobody can stake it into the set any more.

import type { NeuronListener } from "../subtensor/registration/listeners.js";
import { leave } from "./leave.js";
import { Producers } from "./storage.js";

const ROOT_NETUID = 0;

export const producersListener: NeuronListener = {
  neuronRemoved(ctx, netuid, hotkey) {
    if (netuid === ROOT_NETUID && Producers.has(ctx, hotkey)) leave(ctx, hotkey, "Deregistered");
  },
  subnetRemoved() {},
};
