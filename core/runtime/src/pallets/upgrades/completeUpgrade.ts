// The last step of a switch, once the migrations have run: the version is written, the schedule becomes history.

import type { Context } from "@plexus/core/frame";
import { LastRuntimeUpgrade } from "../system/storage.js";
import { events } from "./events.js";
import { currentVersion, History, MAX_HISTORY, Scheduled } from "./storage.js";

/** Called in the first block of the new rules, before any hook. Throws where nothing is due: that is a bug of the caller. */
export function completeUpgrade(ctx: Context, specName: string): void {
  const upgrade = Scheduled.get(ctx);
  if (!upgrade || upgrade.at_block > ctx.block.number)
    throw new Error(`no upgrade is due at block ${ctx.block.number}`);
  const from = currentVersion(ctx);
  LastRuntimeUpgrade.set(ctx, { spec_version: upgrade.spec_version, spec_name: specName });
  History.set(ctx, [...History.get(ctx), upgrade].slice(-MAX_HISTORY));
  Scheduled.remove(ctx);
  ctx.deposit(events.Applied, { from, spec_version: upgrade.spec_version });
}
