// Resumes an operation that waits.

import type { Method } from "../../protocol/method.js";
import { sessionOf } from "./sessions.js";

export const chainHead_v1_continue: Method = {
  name: "chainHead_v1_continue",
  call(_context, params, connection) {
    const session = sessionOf(connection, params.text(0, "followSubscription"));
    const operationId = params.text(1, "operationId");
    if (session) connection.after(() => session.continueOperation(operationId));
    return null;
  },
};
