// Ledger (102), ours: where every rao is. Genesis + Issued − Burned is what exists, after every block (stable.md 7).

import { definePallet } from "@plexus/core/frame";
import { events } from "./events.js";
import { invariants } from "./invariants.js";
import { Burned, Genesis, Issued, Residue } from "./storage.js";

export const ledger = definePallet({
  name: "Ledger",
  index: 102,
  docs: "Conservation of money: Genesis + Issued − Burned = balances + stakes + locks + pending + loaded + Residue.",
  slices: [{ storage: [Genesis, Issued, Burned, Residue], events, invariants }],
  numbers: { events: { Paid: 0, Residue: 1 } },
});
