// Metadata 14 of the rules after a block, for clients that do not know the runtime call for 15.

import { headOf, hex } from "../../protocol/chainReads.js";
import type { Method } from "../../protocol/method.js";
import { rulesAfter } from "../../protocol/rules.js";

export const state_getMetadata: Method = {
  name: "state_getMetadata",
  call(context, params) {
    const head = headOf(context, params.optionalHash(0, "hash"));
    return hex(rulesAfter(context, head).metadata(14));
  },
};
