// Upgrades (104), ours: which rules come next, and from which block (architecture §3.14). See README.md.

import { constant, definePallet } from "@plexus/core/frame";
import { u32 } from "@plexus/core/scale";
import { upgradesApi } from "./api.js";
import { cancel } from "./calls/cancel.js";
import { schedule } from "./calls/schedule.js";
import { setNoticePeriod } from "./calls/setNoticePeriod.js";
import { errors } from "./errors.js";
import { events } from "./events.js";
import { invariants } from "./invariants.js";
import { History, MAX_NOTICE_BLOCKS, MIN_NOTICE_BLOCKS, NoticePeriod, Scheduled } from "./storage.js";

export { noteApplied } from "./noteApplied.js";
export { Scheduled, type UpgradeValue } from "./storage.js";

export const upgrades = definePallet({
  name: "Upgrades",
  index: 104,
  docs: "Which rules come next, and from which block.",
  slices: [
    {
      storage: [Scheduled, History, NoticePeriod],
      calls: [schedule, cancel, setNoticePeriod],
      events,
      errors,
      apis: [upgradesApi],
      invariants,
      constants: [
        constant("MinNoticePeriod", u32, MIN_NOTICE_BLOCKS, "Least notice period, blocks."),
        constant("MaxNoticePeriod", u32, MAX_NOTICE_BLOCKS, "Longest notice period, blocks."),
      ],
    },
  ],
  numbers: {
    calls: { schedule: 0, cancel: 1, set_notice_period: 2 },
    events: { Scheduled: 0, Cancelled: 1, Applied: 2, NoticePeriodSet: 3 },
  },
});
