// set_notice_period: how much time operators have. An upgrade that is scheduled already keeps its block.

import { defineCall, ensure, ensureRoot } from "@plexus/core/frame";
import { u32 } from "@plexus/core/scale";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { MAX_NOTICE_BLOCKS, MIN_NOTICE_BLOCKS, NoticePeriod } from "../storage.js";

export const setNoticePeriod = defineCall({
  name: "set_notice_period",
  args: { blocks: u32 },
  docs: "Sets the least number of blocks between the decision on an upgrade and its first block. Root only.",
  weight: 20_000_000n,
  dispatch(ctx, origin, { blocks }) {
    ensureRoot(origin);
    ensure(blocks >= MIN_NOTICE_BLOCKS && blocks <= MAX_NOTICE_BLOCKS, errors.NoticeOutOfBounds);
    NoticePeriod.set(ctx, blocks);
    ctx.deposit(events.NoticePeriodSet, { blocks });
  },
});
