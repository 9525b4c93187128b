// Metadata 14, for clients that do not know the runtime call for 15.

import { headOf, hex } from "../../protocol/chainReads.js";
import type { Method } from "../../protocol/method.js";

export const state_getMetadata: Method = {
  name: "state_getMetadata",
  call(context, params) {
    headOf(context, params.optionalHash(0, "hash"));
    return hex(context.runtime.metadata(14));
  },
};
