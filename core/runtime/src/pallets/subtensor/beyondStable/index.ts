// Slice beyondStable: truthful emptiness where clients look for dynamic subnets' features. See README.md.

import { type Slice, storageIn } from "@plexus/core/frame";
import * as storage from "./storage.js";

export const beyondStable: Slice = { storage: storageIn(storage) };
