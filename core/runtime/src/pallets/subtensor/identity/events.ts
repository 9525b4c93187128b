// What is told about identities (numbers and fields of spec 461).

import { tupleEvent } from "@plexus/core/frame";
import { NetUid } from "../../../primitives.js";

export const events = { SubnetIdentitySet: tupleEvent([NetUid], "A subnet's identity was set.") };
