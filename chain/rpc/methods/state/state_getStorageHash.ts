// blake2-256 of a value, null if absent.

import { hex, stateOf } from "../../protocol/chainReads.js";
import type { Method } from "../../protocol/method.js";

export const state_getStorageHash: Method = {
  name: "state_getStorageHash",
  aliases: ["state_getStorageHashAt"],
  call(context, params) {
    const key = params.bytes(0, "key");
    const value = stateOf(context, params.optionalHash(1, "hash")).state.get(key);
    return value ? hex(context.hashing.blake2b256(value)) : null;
  },
};
