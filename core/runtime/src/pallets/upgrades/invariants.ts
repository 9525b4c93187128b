// What must hold of Upgrades after every block.

import type { Invariant } from "@plexus/core/frame";
import { currentVersion, History, Scheduled } from "./storage.js";

const rulesGoForward: Invariant = (ctx) => {
  const history = History.get(ctx);
  const ascends = history.every((upgrade, index) => {
    const before = history[index - 1];
    return !before || (upgrade.spec_version > before.spec_version && upgrade.at_block > before.at_block);
  });
  if (!ascends) return "the history of upgrades does not ascend";
  const newest = history.at(-1);
  if (newest && newest.spec_version !== currentVersion(ctx))
    return `the last upgrade was to ${newest.spec_version}, the rules are those of ${currentVersion(ctx)}`;
  const scheduled = Scheduled.get(ctx);
  if (scheduled && scheduled.spec_version <= currentVersion(ctx)) return "the scheduled version is not new";
  return undefined;
};

export const invariants: readonly Invariant[] = [rulesGoForward];
