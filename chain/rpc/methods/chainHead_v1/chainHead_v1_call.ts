// Starts the operation that runs a runtime API on a pinned block.

import { hex } from "../../protocol/chainReads.js";
import type { Method } from "../../protocol/method.js";
import { rulesAt } from "../../protocol/rules.js";
import { describeFailure } from "./describeFailure.js";
import { sessionOf } from "./sessions.js";

export const chainHead_v1_call: Method = {
  name: "chainHead_v1_call",
  call(context, params, connection) {
    const session = sessionOf(connection, params.text(0, "followSubscription"));
    const hash = params.hash(1, "hash");
    const method = params.text(2, "function");
    const args = params.bytes(3, "callParameters");
    if (!session) return { result: "limitReached" };
    session.heightOf(hash);
    function* steps() {
      const { head, state, rules } = rulesAt(context, hash);
      yield { event: "operationCallDone", output: hex(rules.call(state, head, method, args)) };
    }
    return session.operate(connection, steps(), describeFailure);
  },
};
