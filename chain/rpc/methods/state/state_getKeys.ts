// All keys under a prefix, in byte order.

import { RPC_LIMITS } from "../../limits.js";
import { hex, stateOf } from "../../protocol/chainReads.js";
import type { Method } from "../../protocol/method.js";
import { RpcError, STATE_ERROR } from "../../protocol/rpcError.js";

export const state_getKeys: Method = {
  name: "state_getKeys",
  call(context, params) {
    const prefix = params.bytes(0, "prefix");
    const { state } = stateOf(context, params.optionalHash(1, "hash"));
    const keys: string[] = [];
    for (const [key] of state.iterate(prefix)) {
      if (keys.length === RPC_LIMITS.keysAtOnce) {
        throw new RpcError(
          STATE_ERROR,
          `Client error: more than ${RPC_LIMITS.keysAtOnce} keys: use state_getKeysPaged`,
        );
      }
      keys.push(hex(key));
    }
    return keys;
  },
};
