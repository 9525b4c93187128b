// Values of keys at the first block of a range, then only what changed.

import { RPC_LIMITS } from "../../limits.js";
import { headOf, hex, hexOrNull } from "../../protocol/chainReads.js";
import type { Method } from "../../protocol/method.js";
import { RpcError } from "../../protocol/rpcError.js";

export const state_queryStorage: Method = {
  name: "state_queryStorage",
  call(context, params) {
    const keys = params.bytesList(0, "keys", RPC_LIMITS.keysPerQuery);
    const from = headOf(context, params.hash(1, "from"));
    const to = headOf(context, params.optionalHash(2, "to"));
    if (to.number < from.number || to.number - from.number >= RPC_LIMITS.blocksPerQuery) {
      throw new RpcError(
        4001,
        `Cannot resolve a block range: at most ${RPC_LIMITS.blocksPerQuery} blocks, from before to`,
      );
    }
    const held = new Map<string, string | null>();
    const sets = [];
    for (let number = from.number; number <= to.number; number++) {
      const state = context.application.query(number);
      const changes = keys.flatMap((key): [string, string | null][] => {
        const name = hex(key);
        const value = hexOrNull(state.get(key));
        if (held.get(name) === value) return [];
        held.set(name, value);
        return [[name, value]];
      });
      if (changes.length > 0) sets.push({ block: context.store.hashOf(number), changes });
    }
    return sets;
  },
};
