// The last step of a switch (rules.ts): migrations have run, the version is written, the schedule becomes history.

import type { Context } from "@plexus/core/frame";
import { events } from "./events.js";
import { currentVersion, History, MAX_HISTORY, Scheduled } from "./storage.js";

/** In the first block of the new rules, before any hook. Throws where nothing is due: a bug, which must stop the block. */
export function noteApplied(ctx: Context): void {
  const upgrade = Scheduled.get(ctx);
  const { number } = ctx.block;
  if (!upgrade || upgrade.at_block > number || upgrade.spec_version !== currentVersion(ctx)) {
    throw new Error(`no upgrade to ${currentVersion(ctx)} is due at block ${number}`);
  }
  History.set(ctx, [...History.get(ctx), upgrade].slice(-MAX_HISTORY));
  Scheduled.remove(ctx);
  ctx.deposit(events.Applied, { spec_version: upgrade.spec_version, release_hash: upgrade.release_hash });
}
