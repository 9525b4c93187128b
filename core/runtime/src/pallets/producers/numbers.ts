// The numbers of Producers on the wire. Errors stand in order of declaration.

import type { PalletNumbers } from "@plexus/core/frame";

export const numbers = {
  calls: { join: 0, bond_more: 1, leave: 2, withdraw_bond: 3, rotate_key: 4, note: 5, set_parameter: 6 },
  events: {
    Joined: 0,
    BondAdded: 1,
    Left: 2,
    BondWithdrawn: 3,
    KeyRotated: 4,
    SessionEnded: 5,
    SetKept: 6,
    Jailed: 7,
    LastStays: 8,
    Slashed: 9,
    FeesPaid: 10,
    Penalised: 11,
    ParameterSet: 12,
  },
} satisfies PalletNumbers;

/** From 463 on. */
export const describedNumbers = {
  calls: { ...numbers.calls, describe: 7 },
  events: { ...numbers.events, Described: 13 },
} satisfies PalletNumbers;
