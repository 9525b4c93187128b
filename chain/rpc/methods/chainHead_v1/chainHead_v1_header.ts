// SCALE header of a pinned block; clients hash it again.

import { hexOrNull } from "../../protocol/chainReads.js";
import type { Method } from "../../protocol/method.js";
import { sessionOf } from "./sessions.js";

export const chainHead_v1_header: Method = {
  name: "chainHead_v1_header",
  call(context, params, connection) {
    const session = sessionOf(connection, params.text(0, "followSubscription"));
    const hash = params.hash(1, "hash");
    return session ? hexOrNull(context.store.block(session.heightOf(hash))?.header) : null;
  },
};
