// Ends a broadcast; the pool keeps what it has taken.

import type { Method } from "../../protocol/method.js";
import { invalidParams } from "../../protocol/rpcError.js";
import { stopBroadcast } from "./broadcasts.js";

export const transaction_v1_stop: Method = {
  name: "transaction_v1_stop",
  call(_context, params, connection) {
    if (!stopBroadcast(connection, params.text(0, "operationId"))) throw invalidParams("no such operation");
    return null;
  },
};
