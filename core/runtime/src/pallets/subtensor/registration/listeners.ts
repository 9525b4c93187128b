// Who wants to know that a neuron is gone. The runtime hands the list to the pallet (pallets.ts), so that the pallet
// knows nothing of those who listen (market.md 5).

import type { Context } from "@plexus/core/frame";
import type { Hex } from "@plexus/core/scale";

export interface NeuronListener {
  /** A hotkey lost its uid to another. Called in the same block, before the newcomer is in place. */
  neuronRemoved(ctx: Context, netuid: number, hotkey: Hex): void;
  /** A subnet and all its neurons are gone. `neuronRemoved` is not called for them. */
  subnetRemoved(ctx: Context, netuid: number): void;
}
