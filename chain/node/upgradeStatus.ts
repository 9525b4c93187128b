// Which rules this node runs and which come next (architecture §3.14): for /health, metrics, RPC and the log.

import { type Head, LastRuntimeUpgrade, type Runtimes, type StateReader, upgrades } from "@plexus/core/runtime";
import { type Hex, toHex } from "@plexus/core/scale";

export interface ScheduledUpgrade {
  specVersion: number;
  /** First block under the new rules. */
  atBlock: number;
  releaseHash: Hex;
  /** Blocks that are still made under the present rules. */
  blocksLeft: number;
  /** Whether this program has the rules; if not, it stops before `atBlock`. */
  known: boolean;
}

export interface UpgradeStatus {
  /** The rules that made the best block. */
  specVersion: number;
  /** All that this program knows. */
  known: readonly number[];
  scheduled: ScheduledUpgrade | null;
}

export function upgradeStatus(runtimes: Runtimes, state: StateReader, best: Head): UpgradeStatus {
  const from = { crypto: runtimes.genesis.law.crypto, state };
  const specVersion = LastRuntimeUpgrade.get(from)?.spec_version ?? runtimes.genesis.version.specVersion;
  const upgrade = upgrades.Scheduled.get(from);
  const { known } = runtimes;
  if (!upgrade) return { specVersion, known, scheduled: null };
  const { spec_version, at_block, release_hash } = upgrade;
  const scheduled = {
    specVersion: spec_version,
    atBlock: at_block,
    releaseHash: toHex(release_hash),
    blocksLeft: at_block - best.number - 1,
    known: known.includes(spec_version),
  };
  return { specVersion, known, scheduled };
}
