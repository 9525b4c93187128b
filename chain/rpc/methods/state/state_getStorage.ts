// Value of a storage key at a block, null if absent.

import { hexOrNull, stateOf } from "../../protocol/chainReads.js";
import type { Method } from "../../protocol/method.js";

export const state_getStorage: Method = {
  name: "state_getStorage",
  aliases: ["state_getStorageAt"],
  call(context, params) {
    const key = params.bytes(0, "key");
    return hexOrNull(stateOf(context, params.optionalHash(1, "hash")).state.get(key));
  },
};
