// Slice subnets: which subnets exist, whose they are, their parameters. See README.md.

import { constant, type Slice, storageIn } from "@plexus/core/frame";
import { u64 } from "@plexus/core/scale";
import type { NeuronListener } from "../registration/listeners.js";
import { registerNetwork } from "./calls/registerNetwork.js";
import { startCall } from "./calls/startCall.js";
import { errors } from "./errors.js";
import { events } from "./events.js";
import { parameterEvents } from "./parameterEvents.js";
import { PARAMETERS } from "./parameters.js";
import { LastRateLimitedBlock } from "./rateLimits.js";
import * as storage from "./storage.js";

export const subnets = (listeners: readonly NeuronListener[]): Slice => ({
  storage: [...storageIn(storage), ...Object.values(PARAMETERS), LastRateLimitedBlock],
  calls: [registerNetwork(listeners), startCall],
  events: { ...events, ...parameterEvents },
  errors,
  constants: [
    constant("InitialStartCallDelay", u64, 0n, "Blocks from a subnet's creation until start_call, at first."),
  ],
});
