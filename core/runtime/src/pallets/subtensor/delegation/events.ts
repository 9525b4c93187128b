// What is told about takes (numbers and fields of spec 461).

import { tupleEvent } from "@plexus/core/frame";
import { AccountId32, PerU16 } from "../../../primitives.js";

const change = [AccountId32, AccountId32, PerU16] as const;

export const events = {
  TakeDecreased: tupleEvent(change, "A take was lowered: coldkey, hotkey, take."),
  TakeIncreased: tupleEvent(change, "A take was raised: coldkey, hotkey, take."),
};
