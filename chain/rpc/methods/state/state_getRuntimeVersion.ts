// Version of the rules after a block. Clients ask at the parent of the block that they look at.

import { headOf } from "../../protocol/chainReads.js";
import type { Method } from "../../protocol/method.js";
import { rulesAfter } from "../../protocol/rules.js";
import { versionJson } from "./versionJson.js";

export const state_getRuntimeVersion: Method = {
  name: "state_getRuntimeVersion",
  aliases: ["chain_getRuntimeVersion"],
  call(context, params) {
    const head = headOf(context, params.optionalHash(0, "hash"));
    return versionJson(rulesAfter(context, head).version);
  },
};
