// Slice serving: where neurons answer. See README.md.

import type { Slice } from "@plexus/core/frame";
import { serveAxon } from "./calls/serveAxon.js";
import { errors } from "./errors.js";
import { events } from "./events.js";
import { Axons } from "./storage.js";

export const serving: Slice = { storage: [Axons], calls: [serveAxon], events, errors };
