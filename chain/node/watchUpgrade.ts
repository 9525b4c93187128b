// Says in the log what the chain has decided about its rules, again and again where this program lacks them, and stops the
// node in time: after the last block that it can execute, before the first that it cannot (architecture §3.14).

import type { Application, ChainEvents, Logger } from "@plexus/chain/engine";
import { type Runtimes, UnknownSpecVersion } from "@plexus/core/runtime";
import { type ScheduledUpgrade, upgradeStatus } from "./upgradeStatus.js";

export interface WatchUpgradeOptions {
  runtimes: Runtimes;
  application: Application;
  events: ChainEvents;
  logger: Logger;
  /** Called once, after the last block under rules that this program knows. */
  onUnknown(error: UnknownSpecVersion): void;
}

/** A node that must be replaced says so this often, and in each of the last ten blocks. */
const WARN_EVERY_BLOCKS = 10;

/** Returns how to stop. */
export function watchUpgrade({ runtimes, application, events, logger, onUnknown }: WatchUpgradeOptions): () => void {
  let told: ScheduledUpgrade | null = null;
  let running = upgradeStatus(runtimes, application.query(), application.best).specVersion;
  const look = () => {
    const { specVersion, scheduled } = upgradeStatus(runtimes, application.query(), application.best);
    if (specVersion !== running)
      logger.info({ specVersion, before: running, block: application.best.number }, `rules ${specVersion} have begun`);
    else if (told && !scheduled) logger.info({ ...told }, `the upgrade to rules ${told.specVersion} was called off`);
    running = specVersion;
    if (scheduled) announce(scheduled, told, logger);
    told = scheduled;
    if (!scheduled || scheduled.known || scheduled.blocksLeft > 0) return;
    stop();
    onUnknown(new UnknownSpecVersion(scheduled.specVersion, scheduled.atBlock, runtimes.known, scheduled.releaseHash));
  };
  const stop = events.listen({ best: look });
  look();
  return stop;
}

function announce(upgrade: ScheduledUpgrade, told: ScheduledUpgrade | null, logger: Logger): void {
  const { specVersion, atBlock, releaseHash, blocksLeft, known } = upgrade;
  const isNews = told?.specVersion !== specVersion || told.atBlock !== atBlock;
  const from = `rules ${specVersion} begin at block ${atBlock}`;
  if (known) {
    if (isNews) logger.info({ ...upgrade }, `${from}; this program has them, there is nothing to do`);
    return;
  }
  if (!isNews && blocksLeft >= 10 && blocksLeft % WARN_EVERY_BLOCKS !== 0) return;
  logger.warn(
    { ...upgrade },
    `${from}, ${blocksLeft === 0 ? "the next" : `after ${blocksLeft} more`}, and this program lacks them: it will stop before that block. ` +
      `Install the release with hash ${releaseHash} and start it with the same data`,
  );
}
