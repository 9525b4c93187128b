// A runtime API on the state of a block; arguments and result SCALE.

import { hex } from "../../protocol/chainReads.js";
import type { Method } from "../../protocol/method.js";
import { rulesAt } from "../../protocol/rules.js";

export const state_call: Method = {
  name: "state_call",
  aliases: ["state_callAt"],
  call(context, params) {
    const method = params.text(0, "method");
    const args = params.bytes(1, "arguments");
    const { head, state, rules } = rulesAt(context, params.optionalHash(2, "hash"));
    return hex(rules.call(state, head, method, args));
  },
};
