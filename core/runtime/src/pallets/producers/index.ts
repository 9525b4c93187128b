// Producers (100), ours: who makes blocks, elected by stake and answerable with a bond (issue 4 §2). See README.md.

import { constant, definePallet, type Pallet, type Slice } from "@plexus/core/frame";
import { u32 } from "@plexus/core/scale";
import { bitmap } from "./absences/bitmap.js";
import { heights } from "./absences/heights.js";
import { producersApi } from "./api.js";
import { bondMore } from "./calls/bondMore.js";
import { describe } from "./calls/describe.js";
import { join } from "./calls/join.js";
import { leave } from "./calls/leave.js";
import { note } from "./calls/note.js";
import { rotateKey } from "./calls/rotateKey.js";
import { setParameter } from "./calls/setParameter.js";
import { withdrawBond } from "./calls/withdrawBond.js";
import { describedErrors, errors } from "./errors.js";
import { describedEvents, events } from "./events.js";
import { hooks } from "./hooks.js";
import { invariants } from "./invariants.js";
import { describedNumbers, numbers } from "./numbers.js";
import { LONGEST_WINDOW_BLOCKS, PARAMETERS } from "./parameters.js";
import * as storage from "./storage.js";

export { migrateAbsences } from "./absences/migrateAbsences.js";
export { ProducerInfo, type ProducerInfoValue, SessionInfo, type SessionInfoValue } from "./api.js";
export { consensusAddress, possessionMessage } from "./consensusKey.js";
export { createGenesisProducers, genesisProducers, type ProducerParameters } from "./genesis.js";
export { held } from "./held.js";
export { producersListener } from "./listener.js";
export { PARAMETERS as PRODUCER_PARAMETERS } from "./parameters.js";
export { producerUpdates } from "./producerSet.js";

export interface ProducersOptions {
  readonly specVersion: number;
}

/** The rules that say who producers are, and keep what they missed as bits. */
const DESCRIBED_SINCE = 463;

/** What 463 adds. */
const described: Slice = {
  storage: [storage.Names],
  calls: [describe],
  events: describedEvents,
  errors: describedErrors,
};

export function producers({ specVersion }: ProducersOptions): Pallet {
  const isDescribed = specVersion >= DESCRIBED_SINCE;
  const absences = isDescribed ? bitmap : heights;
  const first: Slice = {
    storage: [
      storage.Producers,
      storage.Bonds,
      storage.Unbonding,
      storage.Keys,
      storage.Jailed,
      storage.Punished,
      storage.Works,
      storage.CurrentSession,
      storage.Elected,
      storage.Powers,
      storage.Updates,
      storage.SetChanged,
      storage.Author,
      storage.Noted,
      storage.FeePot,
      absences.entry,
      ...PARAMETERS.map(({ entry }) => entry),
    ],
    calls: [join, bondMore, leave, withdrawBond, rotateKey, note(absences), setParameter],
    events,
    errors,
    constants: [
      constant("LongestWindow", u32, LONGEST_WINDOW_BLOCKS, "Most blocks over which absences can be counted."),
    ],
    apis: [producersApi(absences)],
    invariants,
  };
  return definePallet({
    name: "Producers",
    index: 100,
    docs: "Who makes blocks: elected by stake, answerable with a bond.",
    slices: isDescribed ? [first, described] : [first],
    numbers: isDescribed ? describedNumbers : numbers,
    hooks,
  });
}
