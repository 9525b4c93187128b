// What Producers does round a block's transactions.

import type { Hooks } from "@plexus/core/frame";
import { payFees } from "./feePot.js";
import { handOut } from "./producerSet.js";
import { endSession } from "./session.js";
import { Noted, Updates } from "./storage.js";

export const hooks: Hooks = {
  initialise(ctx) {
    Updates.remove(ctx);
  },
  finalise(ctx) {
    if (ctx.chain.engine === "comet") {
      if (!Noted.get(ctx)) throw new Error("a block without its author: Producers.note must be its second extrinsic");
      Noted.remove(ctx);
      payFees(ctx);
    }
    endSession(ctx);
    handOut(ctx);
  },
};
