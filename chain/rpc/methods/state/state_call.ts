// A runtime API on the state of a block; arguments and result SCALE.

import { hex, stateOf } from "../../protocol/chainReads.js";
import type { Method } from "../../protocol/method.js";

export const state_call: Method = {
  name: "state_call",
  aliases: ["state_callAt"],
  call(context, params) {
    const method = params.text(0, "method");
    const args = params.bytes(1, "arguments");
    const { head, state } = stateOf(context, params.optionalHash(2, "hash"));
    return hex(context.runtime.call(state, head, method, args));
  },
};
