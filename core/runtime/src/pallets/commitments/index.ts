// Commitments (18): what hotkeys put on record about themselves, such as the hash of the model that they serve. See README.md.

import { constant, definePallet } from "@plexus/core/frame";
import { u32 } from "@plexus/core/scale";
import { TaoBalance } from "../../primitives.js";
import { setCommitment } from "./calls/setCommitment.js";
import { setMaxSpace } from "./calls/setMaxSpace.js";
import { MAX_FIELDS } from "./data.js";
import { errors } from "./errors.js";
import { events } from "./events.js";
import { commitmentsListener } from "./listener.js";
import { CommitmentOf, LastBondsReset, LastCommitment, MaxSpace, RevealedCommitments, UsedSpaceOf } from "./storage.js";

export { commitmentsListener };

export const commitments = definePallet({
  name: "Commitments",
  index: 18,
  docs: "What hotkeys put on record about themselves.",
  slices: [
    {
      storage: [CommitmentOf, LastCommitment, LastBondsReset, RevealedCommitments, UsedSpaceOf, MaxSpace],
      calls: [setCommitment, setMaxSpace],
      events,
      errors,
      constants: [
        constant("MaxFields", u32, MAX_FIELDS, "Fields that a commitment may have."),
        constant("InitialDeposit", TaoBalance, 0n, "Commitments hold no deposit."),
        constant("FieldDeposit", TaoBalance, 0n, "Commitments hold no deposit."),
      ],
    },
  ],
  numbers: { calls: { set_commitment: 0, set_max_space: 2 }, events: { Commitment: 0 } },
});
