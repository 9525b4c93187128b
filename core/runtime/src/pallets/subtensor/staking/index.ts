// Slice staking: who has how much on whom. See README.md.

import { constant, type Slice, storageIn } from "@plexus/core/frame";
import { TaoBalance } from "../../../primitives.js";
import { addStake } from "./calls/addStake.js";
import { addStakeLimit } from "./calls/addStakeLimit.js";
import { moveStake } from "./calls/moveStake.js";
import { removeStake } from "./calls/removeStake.js";
import { removeStakeFullLimit } from "./calls/removeStakeFullLimit.js";
import { removeStakeLimit } from "./calls/removeStakeLimit.js";
import { transferStake } from "./calls/transferStake.js";
import { unstakeAll } from "./calls/unstakeAll.js";
import { errors } from "./errors.js";
import { events } from "./events.js";
import { invariants } from "./invariants.js";
import { MINIMUM_STAKE } from "./stakeMoves.js";
import * as storage from "./storage.js";

export const staking: Slice = {
  storage: storageIn(storage),
  calls: [
    addStake,
    removeStake,
    addStakeLimit,
    removeStakeLimit,
    removeStakeFullLimit,
    unstakeAll,
    moveStake,
    transferStake,
  ],
  events,
  errors,
  constants: [constant("InitialMinStake", TaoBalance, MINIMUM_STAKE, "Least stake that a call may add, rao.")],
  invariants,
};
