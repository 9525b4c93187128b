// The rules by spec version (architecture §3.14): which versions this program knows, and what changes in the state where one
// takes over from another. What a version consists of is in pallets.ts; how it is chosen, in createRuntimes.ts.

import type { Execution } from "@plexus/core/frame";
import { utf8 } from "@plexus/core/scale";
import type { Law } from "./law.js";
import { LastRuntimeUpgrade } from "./pallets/system/storage.js";
import { noteApplied } from "./pallets/upgrades/index.js";
import { migrateTo463 } from "./upgrades/463.js";
import { FIRST_SPEC_VERSION } from "./version.js";

export interface Rules {
  readonly specVersion: number;
  /** What it changes in the state that the version before it left; runs once, before anything else in its first block. */
  readonly migrate?: (execution: Execution) => void;
}

/**
 * 461: the first release. No Upgrades pallet, so a chain that began so stays so, bit for bit.
 * 462: producers, governance, upgrades, randomness. New chains begin here.
 * 463: producers say who they are; missed blocks are a bitmap.
 */
export const RULES: readonly Rules[] = [
  { specVersion: FIRST_SPEC_VERSION },
  { specVersion: 462 },
  { specVersion: 463, migrate: migrateTo463 },
];

export const DEFAULT_SPEC_VERSION = 462;
export const NEWEST_SPEC_VERSION = 463;

/** Clients expect that there is code. Ours is this program, so the key holds its name. */
export const CODE_KEY = utf8.encode(":code");

/** Writes down under which rules the chain is from now on. */
export function recordVersion(law: Law, execution: Execution): void {
  const { specVersion, specName, implName } = law.version;
  LastRuntimeUpgrade.set(execution, { spec_version: specVersion, spec_name: specName });
  execution.state.set(CODE_KEY, utf8.encode(`${implName}/${specVersion}`));
}

/** First act of a block: carries the state over where these rules are not those of its parent. */
export function migrate(law: Law, execution: Execution): void {
  const before = LastRuntimeUpgrade.get(execution)?.spec_version ?? FIRST_SPEC_VERSION;
  const { specVersion } = law.version;
  if (before === specVersion) return;
  for (const rules of RULES) {
    if (rules.specVersion > before && rules.specVersion <= specVersion) rules.migrate?.(execution);
  }
  recordVersion(law, execution);
  noteApplied(execution);
}
