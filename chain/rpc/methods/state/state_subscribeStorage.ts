// Values of keys: all of them first, then those that each best block changed.

import { fromHex } from "@plexus/core/scale";
import { RPC_LIMITS } from "../../limits.js";
import { hex, hexOrNull, stateOf } from "../../protocol/chainReads.js";
import type { Subscription } from "../../protocol/method.js";
import { invalidParams } from "../../protocol/rpcError.js";

export const state_subscribeStorage: Subscription = {
  name: "state_subscribeStorage",
  unsubscribe: ["state_unsubscribeStorage"],
  notification: "state_storage",
  open(context, params) {
    if (params.isMissing(0)) throw invalidParams("keys are missing: a subscription to all storage is not served");
    const keys = params.bytesList(0, "keys", RPC_LIMITS.keysPerQuery).map(hex);
    return (send) => {
      const { head, state } = stateOf(context, undefined);
      send({ block: head.hash, changes: keys.map((key) => [key, hexOrNull(state.get(fromHex(key)))]) });
      return context.events.listen({
        best(block) {
          const changes = keys.flatMap((key) => {
            const value = block.changes.get(key);
            return value === undefined ? [] : [[key, value && hex(value)]];
          });
          if (changes.length > 0) send({ block: block.hash, changes });
        },
      });
    };
  },
};
