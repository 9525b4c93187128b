// Ledger events: a line for every payment of an epoch and for every remainder.

import { structEvent } from "@plexus/core/frame";
import { u64 } from "@plexus/core/scale";
import { AccountId32, NetUid } from "../../primitives.js";

export const events = {
  Paid: structEvent(
    { netuid: NetUid, hotkey: AccountId32, server: u64, validator: u64 },
    "An epoch's emission was paid as stake, in rao.",
  ),
  Residue: structEvent({ netuid: NetUid, amount: u64 }, "Rao that truncation left with nobody."),
};
