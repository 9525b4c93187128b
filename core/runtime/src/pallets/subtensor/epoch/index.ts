// Slice epoch: Yuma over stored weights, and the root epoch.

import { type Slice, storageIn } from "@plexus/core/frame";
import * as storage from "./storage.js";

export const epoch: Slice = { storage: storageIn(storage) };
