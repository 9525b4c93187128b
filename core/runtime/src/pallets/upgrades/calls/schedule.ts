// schedule: decides on new rules. The law cannot know which releases exist, so any higher version is taken; a node that
// lacks it stops before the block, which is why a wrong number must be cancelled in time.

import { defineCall, ensure, ensureRoot } from "@plexus/core/frame";
import { fixedBytes, u32 } from "@plexus/core/scale";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { currentVersion, History, noticePeriod, Scheduled } from "../storage.js";

export const schedule = defineCall({
  name: "schedule",
  args: { spec_version: u32, at_block: u32, release_hash: fixedBytes(32) },
  docs: "Decides that block at_block is the first under the rules of spec_version, which the release of that hash brings. Root only.",
  weight: 30_000_000n,
  dispatch(ctx, origin, upgrade) {
    ensureRoot(origin);
    const highest = History.get(ctx).reduce(
      (most, { spec_version }) => Math.max(most, spec_version),
      currentVersion(ctx),
    );
    ensure(upgrade.spec_version > highest, errors.VersionNotHigher);
    ensure(Scheduled.get(ctx) === undefined, errors.AlreadyScheduled);
    ensure(upgrade.at_block >= ctx.block.number + noticePeriod(ctx), errors.TooSoon);
    Scheduled.set(ctx, upgrade);
    ctx.deposit(events.Scheduled, upgrade);
  },
});
