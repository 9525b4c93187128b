// What the Ledger counts (stable.md 7). u128 rao each.

import { storageOf } from "@plexus/core/frame";
import { u128 } from "@plexus/core/scale";

const storage = storageOf("Ledger");

/** All money at genesis: balances and stakes. */
export const Genesis = storage.value("Genesis", u128, 0n, { docs: "Rao in existence at genesis." });
/** Everything ever issued to subnets. */
export const Issued = storage.value("Issued", u128, 0n, { docs: "Rao issued since genesis." });
/** Everything ever destroyed: registration burns, fees under Solo, dust. */
export const Burned = storage.value("Burned", u128, 0n, { docs: "Rao burned since genesis." });
/** What rounding left over: owned by nobody, still counted. */
export const Residue = storage.value("Residue", u128, 0n, { docs: "Rao that truncation left with nobody." });
