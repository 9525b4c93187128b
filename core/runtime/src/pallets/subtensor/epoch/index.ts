// Slice epoch: Yuma over stored weights, and the root epoch.

import type { Slice } from "@plexus/core/frame";
import * as storage from "./storage.js";

export const epoch: Slice = { storage: Object.values(storage) };
