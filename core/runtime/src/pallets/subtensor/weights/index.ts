// Slice weights: what validators say. See README.md.

import { type Slice, storageIn } from "@plexus/core/frame";
import { setMechanismWeights } from "./calls/setMechanismWeights.js";
import { setWeights } from "./calls/setWeights.js";
import { errors } from "./errors.js";
import { events } from "./events.js";
import * as storage from "./storage.js";

export const weights: Slice = {
  storage: storageIn(storage),
  calls: [setWeights, setMechanismWeights],
  events,
  errors,
};
