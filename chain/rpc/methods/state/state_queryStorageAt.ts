// Many keys at one block, in the order asked.

import { RPC_LIMITS } from "../../limits.js";
import { hex, hexOrNull, stateOf } from "../../protocol/chainReads.js";
import type { Method } from "../../protocol/method.js";

export const state_queryStorageAt: Method = {
  name: "state_queryStorageAt",
  call(context, params) {
    const keys = params.bytesList(0, "keys", RPC_LIMITS.keysPerQuery);
    const { head, state } = stateOf(context, params.optionalHash(1, "hash"));
    return [{ block: head.hash, changes: keys.map((key) => [hex(key), hexOrNull(state.get(key))]) }];
  },
};
