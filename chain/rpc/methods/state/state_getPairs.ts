// Keys with values under a prefix.

import { RPC_LIMITS } from "../../limits.js";
import { hex, stateOf } from "../../protocol/chainReads.js";
import type { Method } from "../../protocol/method.js";
import { RpcError, STATE_ERROR } from "../../protocol/rpcError.js";

export const state_getPairs: Method = {
  name: "state_getPairs",
  call(context, params) {
    const prefix = params.bytes(0, "prefix");
    const { state } = stateOf(context, params.optionalHash(1, "hash"));
    const pairs: [string, string][] = [];
    for (const [key, value] of state.iterate(prefix)) {
      if (pairs.length === RPC_LIMITS.pairsAtOnce) {
        throw new RpcError(
          STATE_ERROR,
          `Client error: more than ${RPC_LIMITS.pairsAtOnce} pairs: use state_getKeysPaged`,
        );
      }
      pairs.push([hex(key), hex(value)]);
    }
    return pairs;
  },
};
