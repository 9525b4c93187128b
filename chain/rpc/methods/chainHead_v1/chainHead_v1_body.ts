// Starts the operation that tells the extrinsics of a pinned block.

import { hex } from "../../protocol/chainReads.js";
import type { Method } from "../../protocol/method.js";
import { describeFailure } from "./describeFailure.js";
import { sessionOf } from "./sessions.js";

export const chainHead_v1_body: Method = {
  name: "chainHead_v1_body",
  call(context, params, connection) {
    const session = sessionOf(connection, params.text(0, "followSubscription"));
    const hash = params.hash(1, "hash");
    if (!session) return { result: "limitReached" };
    const height = session.heightOf(hash);
    function* steps() {
      const extrinsics = context.store.block(height)?.extrinsics ?? [];
      yield { event: "operationBodyDone", value: extrinsics.map(hex) };
    }
    return session.operate(connection, steps(), describeFailure);
  },
};
