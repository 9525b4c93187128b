// Gives up one pinned block, or a list of them.

import type { Method } from "../../protocol/method.js";
import { readHash } from "../../protocol/params.js";
import { sessionOf } from "./sessions.js";

export const chainHead_v1_unpin: Method = {
  name: "chainHead_v1_unpin",
  call(_context, params, connection) {
    const session = sessionOf(connection, params.text(0, "followSubscription"));
    const given = params.value(1);
    const hashes = Array.isArray(given) ? given.map((each) => readHash(each, "hash")) : [params.hash(1, "hash")];
    session?.unpin(hashes);
    return null;
  },
};
