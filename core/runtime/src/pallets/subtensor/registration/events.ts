// What is told about registrations (numbers and fields of spec 461).

import { tupleEvent } from "@plexus/core/frame";
import { u16 } from "@plexus/core/scale";
import { AccountId32, NetUid } from "../../../primitives.js";

export const events = {
  NeuronRegistered: tupleEvent([NetUid, u16, AccountId32], "A hotkey got a uid: netuid, uid, hotkey."),
};
