// cancel: calls an upgrade off, up to the block before it. Nodes that already run the new release need do nothing.

import { defineCall, ensure, ensureRoot } from "@plexus/core/frame";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { Scheduled } from "../storage.js";

export const cancel = defineCall({
  name: "cancel",
  args: {},
  docs: "Calls the scheduled upgrade off. Root only.",
  weight: 20_000_000n,
  dispatch(ctx, origin) {
    ensureRoot(origin);
    const upgrade = Scheduled.get(ctx);
    ensure(upgrade !== undefined, errors.NothingScheduled);
    Scheduled.remove(ctx);
    ctx.deposit(events.Cancelled, { spec_version: upgrade.spec_version, at_block: upgrade.at_block });
  },
});
