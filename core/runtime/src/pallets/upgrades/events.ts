// What Upgrades announces. Applied is the first event of the first block under the new rules.

import { structEvent } from "@plexus/core/frame";
import { fixedBytes, u32 } from "@plexus/core/scale";

export const events = {
  Scheduled: structEvent(
    { spec_version: u32, at_block: u32, release_hash: fixedBytes(32) },
    "New rules are decided: block at_block is the first that they execute.",
  ),
  Cancelled: structEvent({ spec_version: u32, at_block: u32 }, "An upgrade was called off."),
  Applied: structEvent({ spec_version: u32, release_hash: fixedBytes(32) }, "From this block on other rules hold."),
  NoticePeriodSet: structEvent({ blocks: u32 }, "The least time between decision and upgrade changed."),
};
