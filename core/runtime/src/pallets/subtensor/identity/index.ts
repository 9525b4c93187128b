// Slice identity: what owners say about their subnets. See README.md.

import type { Slice } from "@plexus/core/frame";
import type { NeuronListener } from "../registration/listeners.js";
import { registerNetworkWithIdentity } from "./calls/registerNetworkWithIdentity.js";
import { setSubnetIdentity } from "./calls/setSubnetIdentity.js";
import { errors } from "./errors.js";
import { events } from "./events.js";
import { SubnetIdentitiesV3 } from "./storage.js";

export const identity = (listeners: readonly NeuronListener[]): Slice => ({
  storage: [SubnetIdentitiesV3],
  calls: [setSubnetIdentity, registerNetworkWithIdentity(listeners)],
  events,
  errors,
});
