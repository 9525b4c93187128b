// What is told about commitments (numbers and fields of spec 461).

import { structEvent } from "@plexus/core/frame";
import { AccountId32, NetUid } from "../../primitives.js";

export const events = { Commitment: structEvent({ netuid: NetUid, who: AccountId32 }, "A hotkey committed itself.") };
