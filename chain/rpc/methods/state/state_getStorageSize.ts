// Bytes of a value, null if absent.

import { stateOf } from "../../protocol/chainReads.js";
import type { Method } from "../../protocol/method.js";

export const state_getStorageSize: Method = {
  name: "state_getStorageSize",
  aliases: ["state_getStorageSizeAt"],
  call(context, params) {
    const key = params.bytes(0, "key");
    return stateOf(context, params.optionalHash(1, "hash")).state.get(key)?.length ?? null;
  },
};
