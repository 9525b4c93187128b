// State under rules that begin with the next block: asked about before it is made, they find what their migrations will
// leave them, or they could not read it (architecture §3.14).

import { Execution, type ReadContext, type StateReader } from "@plexus/core/frame";
import type { Law } from "./law.js";
import { Scheduled } from "./pallets/upgrades/index.js";
import { migrate } from "./rules.js";

/** The state itself, except between the last block of the old rules and the first of these. */
export function carriedOver(law: Law, state: StateReader, block: ReadContext["block"]): StateReader {
  const upgrade = Scheduled.get({ crypto: law.crypto, state });
  if (upgrade?.spec_version !== law.version.specVersion || upgrade.at_block > block.number) return state;
  const execution = new Execution(law.assembly, law.crypto, law.chain, state, block);
  migrate(law, execution);
  return execution.state;
}
