// A runtime API at a block; null for an unknown one, a refusal as a value.

import { hex } from "../../protocol/chainReads.js";
import type { Method } from "../../protocol/method.js";
import { errorBody } from "../../protocol/rpcError.js";
import { rulesAt } from "../../protocol/rules.js";

export const archive_v1_call: Method = {
  name: "archive_v1_call",
  call(context, params) {
    const hash = params.hash(0, "hash");
    const method = params.text(1, "method");
    const args = params.bytes(2, "arguments");
    if (context.store.numberOf(hash) === undefined) return null;
    const { head, state, rules } = rulesAt(context, hash);
    try {
      return { success: true, value: hex(rules.call(state, head, method, args)) };
    } catch (error) {
      const known = errorBody(error);
      if (!known) throw error;
      return { success: false, error: known.message };
    }
  },
};
