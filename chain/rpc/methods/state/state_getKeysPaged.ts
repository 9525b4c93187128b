// Keys under a prefix in byte order, strictly after the start key; some clients give the prefix itself as start.

import { RPC_LIMITS } from "../../limits.js";
import { hex, stateOf } from "../../protocol/chainReads.js";
import type { Method } from "../../protocol/method.js";
import { RpcError } from "../../protocol/rpcError.js";

export const state_getKeysPaged: Method = {
  name: "state_getKeysPaged",
  aliases: ["state_getKeysPagedAt"],
  call(context, params) {
    const prefix = params.optionalBytes(0, "prefix") ?? new Uint8Array();
    const count = params.number(1, "count");
    if (count > RPC_LIMITS.keysPerPage) {
      throw new RpcError(4002, `count exceeds maximum value. value: ${count}, max: ${RPC_LIMITS.keysPerPage}`);
    }
    const startKey = params.optionalBytes(2, "startKey");
    const { state } = stateOf(context, params.optionalHash(3, "hash"));
    const keys: string[] = [];
    if (count === 0) return keys;
    for (const [key] of state.iterate(prefix, startKey)) {
      keys.push(hex(key));
      if (keys.length === count) break;
    }
    return keys;
  },
};
