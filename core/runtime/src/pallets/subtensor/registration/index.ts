// Slice registration: hotkeys under uids, and what a place costs. See README.md.

import { type Slice, storageIn } from "@plexus/core/frame";
import { burnedRegister } from "./calls/burnedRegister.js";
import { registerLimit } from "./calls/registerLimit.js";
import { rootRegister } from "./calls/rootRegister.js";
import { errors } from "./errors.js";
import { events } from "./events.js";
import { invariants } from "./invariants.js";
import type { NeuronListener } from "./listeners.js";
import * as storage from "./storage.js";

export const registration = (listeners: readonly NeuronListener[]): Slice => ({
  storage: storageIn(storage),
  calls: [burnedRegister(listeners), registerLimit(listeners), rootRegister(listeners)],
  events,
  errors,
  invariants,
});
