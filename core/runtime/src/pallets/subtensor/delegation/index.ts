// Slice delegation: takes. See README.md.

import { type Slice, storageIn } from "@plexus/core/frame";
import { decreaseTake } from "./calls/decreaseTake.js";
import { increaseTake } from "./calls/increaseTake.js";
import { errors } from "./errors.js";
import { events } from "./events.js";
import * as storage from "./storage.js";

export const delegation: Slice = {
  storage: storageIn(storage),
  calls: [decreaseTake, increaseTake],
  events,
  errors,
};
