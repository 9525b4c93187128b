// State under rules that begin with the next block: asked about before it is made, they find what their migrations will
// leave them, or they could not read it (architecture §3.14).

import { Execution, type ReadContext, type StateReader } from "@plexus/core/frame";
import type { Law } from "./law.js";
import { Scheduled } from "./pallets/upgrades/index.js";
import { migrate } from "./rules.js";

type CarryOver = (law: Law, state: StateReader, block: ReadContext["block"]) => StateReader;

/**
 * Gives the state itself, except between the last block of the old rules and the first of these. A memo of the last answer:
 * the whole pool is checked at that height, and a migration may touch a row a producer. A reader of "the newest state"
 * stands for one head only, so head and reader together name the state.
 */
export function carryOver(): CarryOver {
  let last: { readonly state: StateReader; readonly parentHash: string; readonly carried: StateReader } | undefined;
  return (law, state, block) => {
    const upgrade = Scheduled.get({ crypto: law.crypto, state });
    if (upgrade?.spec_version !== law.version.specVersion || upgrade.at_block > block.number) {
      last = undefined;
      return state;
    }
    if (last?.state === state && last.parentHash === block.parentHash) return last.carried;
    const execution = new Execution(law.assembly, law.crypto, law.chain, state, block);
    migrate(law, execution);
    last = { state, parentHash: block.parentHash, carried: execution.state };
    return execution.state;
  };
}
