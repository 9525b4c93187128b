// Keeps offering an extrinsic to the pool, at once and after each block, until it is taken or stopped.

import type { Method } from "../../protocol/method.js";
import { startBroadcast } from "./broadcasts.js";

export const transaction_v1_broadcast: Method = {
  name: "transaction_v1_broadcast",
  call(context, params, connection) {
    const extrinsic = params.bytes(0, "transaction");
    return startBroadcast(context, connection, extrinsic);
  },
};
