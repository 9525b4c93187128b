// Ends an operation; nothing more is told of it.

import type { Method } from "../../protocol/method.js";
import { sessionOf } from "./sessions.js";

export const chainHead_v1_stopOperation: Method = {
  name: "chainHead_v1_stopOperation",
  call(_context, params, connection) {
    sessionOf(connection, params.text(0, "followSubscription"))?.stopOperation(params.text(1, "operationId"));
    return null;
  },
};
