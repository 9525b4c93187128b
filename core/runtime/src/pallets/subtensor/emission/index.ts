// Slice emission: from the block's issue to stake in neurons' hands.

import { type Slice, storageIn } from "@plexus/core/frame";
import * as storage from "./storage.js";

export const emission: Slice = { storage: storageIn(storage) };
