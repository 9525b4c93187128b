// Producers (100), ours: who makes blocks, elected by stake and answerable with a bond (issue 4 §2). See README.md.

import { constant, definePallet, type Pallet } from "@plexus/core/frame";
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
import { errors } from "./errors.js";
import { events } from "./events.js";
import { hooks } from "./hooks.js";
import { invariants } from "./invariants.js";
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

export function producers({ specVersion }: ProducersOptions): Pallet {
  const isDescribed = specVersion >= DESCRIBED_SINCE;
  const absences = isDescribed ? bitmap : heights;
  const { Described, ...firstEvents } = events;
  const { BadName, ...firstErrors } = errors;
  const { Producers, Bonds, Unbonding, Keys, Jailed, Punished, Works, CurrentSession, Elected, Powers, Updates } =
    storage;
  const { SetChanged, Author, Noted, FeePot, Names } = storage;
  return definePallet({
    name: "Producers",
    index: 100,
    docs: "Who makes blocks: elected by stake, answerable with a bond.",
    slices: [
      {
        storage: [
          ...[Producers, Bonds, Unbonding, Keys, Jailed, Punished, Works, CurrentSession, Elected, Powers, Updates],
          ...[SetChanged, Author, Noted, FeePot, absences.entry, ...(isDescribed ? [Names] : [])],
          ...PARAMETERS.map(({ entry }) => entry),
        ],
        calls: [
          ...[join, bondMore, leave, withdrawBond, rotateKey, note(absences), setParameter],
          ...(isDescribed ? [describe] : []),
        ],
        events: isDescribed ? events : firstEvents,
        errors: isDescribed ? errors : firstErrors,
        constants: [
          constant("LongestWindow", u32, LONGEST_WINDOW_BLOCKS, "Most blocks over which absences can be counted."),
        ],
        apis: [producersApi(absences)],
        invariants,
      },
    ],
    numbers: {
      calls: {
        ...{ join: 0, bond_more: 1, leave: 2, withdraw_bond: 3, rotate_key: 4, note: 5, set_parameter: 6 },
        ...(isDescribed && { describe: 7 }),
      },
      events: {
        ...{
          Joined: 0,
          BondAdded: 1,
          Left: 2,
          BondWithdrawn: 3,
          KeyRotated: 4,
          SessionEnded: 5,
          SetKept: 6,
          Jailed: 7,
        },
        ...{ LastStays: 8, Slashed: 9, FeesPaid: 10, Penalised: 11, ParameterSet: 12 },
        ...(isDescribed && { Described: 13 }),
      },
    },
    hooks,
  });
}
