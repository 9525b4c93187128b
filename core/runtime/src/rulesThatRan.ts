// Which rules ran a block that is past: the history of upgrades in any later state tells (architecture §3.14).

import type { StateReader } from "@plexus/core/frame";
import { toHex } from "@plexus/core/scale";
import type { AssembledRuntime } from "./createRuntime.js";
import type { Runtimes } from "./createRuntimes.js";
import { UnknownSpecVersion } from "./interface.js";
import { History } from "./pallets/upgrades/storage.js";

/** `later`: the state of block `number` or of any after it. Throws UnknownSpecVersion. */
export function rulesThatRan(runtimes: Runtimes, later: StateReader, number: number): AssembledRuntime {
  const { genesis, known } = runtimes;
  const upgrade = History.get({ crypto: genesis.law.crypto, state: later }).findLast((each) => each.at_block <= number);
  if (!upgrade) return genesis;
  const runtime = runtimes.get(upgrade.spec_version);
  if (!runtime)
    throw new UnknownSpecVersion(upgrade.spec_version, upgrade.at_block, known, toHex(upgrade.release_hash));
  return runtime;
}
