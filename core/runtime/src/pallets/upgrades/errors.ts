// Why Upgrades refuses.

import { defineErrors } from "@plexus/core/frame";

export const errors = defineErrors({
  VersionNotHigher: "The version is not higher than the one that runs: rules only go forward.",
  TooSoon: "The block is nearer than the notice period: operators need that time to install the release.",
  AlreadyScheduled: "An upgrade is scheduled already: cancel it first.",
  NothingScheduled: "No upgrade is scheduled.",
  NoticeOutOfBounds: "The notice period must be from 1 to 500000 blocks.",
});
