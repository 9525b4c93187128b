// Balances (5): free TAO.

import { constant, definePallet } from "@plexus/core/frame";
import { TaoBalance } from "../../primitives.js";
import { transferAll } from "./calls/transferAll.js";
import { transferAllowDeath } from "./calls/transferAllowDeath.js";
import { transferKeepAlive } from "./calls/transferKeepAlive.js";
import { events } from "./events.js";
import { invariants } from "./invariants.js";
import { EXISTENTIAL_DEPOSIT, TotalIssuance } from "./storage.js";

export const balances = definePallet({
  name: "Balances",
  index: 5,
  docs: "Free TAO: transfers, and the sum of all balances.",
  slices: [
    {
      storage: [TotalIssuance],
      calls: [transferAllowDeath, transferKeepAlive, transferAll],
      events,
      constants: [
        constant("ExistentialDeposit", TaoBalance, EXISTENTIAL_DEPOSIT, "Least balance of an account, in rao."),
      ],
      invariants,
    },
  ],
  numbers: {
    calls: { transfer_allow_death: 0, transfer_keep_alive: 3, transfer_all: 4 },
    events: { Endowed: 0, DustLost: 1, Transfer: 2, Deposit: 7, Withdraw: 8 },
  },
});
