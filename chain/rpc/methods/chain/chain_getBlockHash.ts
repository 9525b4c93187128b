// Hash at a height; without one of the best block; null above it. A list of heights gives a list.

import { RPC_LIMITS } from "../../limits.js";
import type { Method } from "../../protocol/method.js";
import { readNumber } from "../../protocol/params.js";

export const chain_getBlockHash: Method = {
  name: "chain_getBlockHash",
  aliases: ["chain_getHead"],
  call({ application, store }, params) {
    if (params.isMissing(0)) return application.best.hash;
    if (!Array.isArray(params.value(0))) return store.hashOf(params.number(0, "height")) ?? null;
    const heights = params
      .list(0, "heights", RPC_LIMITS.keysPerPage)
      .map((each) => readNumber(each, "height", 0xffff_ffff));
    return heights.map((height) => store.hashOf(height) ?? null);
  },
};
