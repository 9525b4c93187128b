// 462: the heights themselves, rising. Costs four bytes a missed block.

import { identity, storageOf } from "@plexus/core/frame";
import { u32, vec } from "@plexus/core/scale";
import { ConsensusAddress } from "../storage.js";
import type { AbsenceRecord } from "./absenceRecord.js";

export const AbsentHeights = storageOf("Producers").map("Absences", [identity(ConsensusAddress)], vec(u32), [], {
  docs: "Heights that an elected producer did not vote for, within the window.",
});

export const heights: AbsenceRecord = {
  entry: AbsentHeights,
  record(ctx, address, height, windowBlocks) {
    AbsentHeights.mutate(ctx, [address], (known) => {
      const kept = known.filter((each) => each > height - windowBlocks);
      return kept.includes(height) ? kept : [...kept, height];
    });
  },
  count: (ctx, address, height, windowBlocks) =>
    AbsentHeights.get(ctx, address).filter((each) => each > height - windowBlocks && each <= height).length,
};
