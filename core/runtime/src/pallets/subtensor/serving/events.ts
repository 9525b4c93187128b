// What is told about axons (numbers and fields of spec 461).

import { tupleEvent } from "@plexus/core/frame";
import { AccountId32, NetUid } from "../../../primitives.js";

export const events = {
  AxonServed: tupleEvent([NetUid, AccountId32], "A neuron published its address: netuid, hotkey."),
};
