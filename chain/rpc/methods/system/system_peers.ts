// Connected peers: none under the solo engine.

import type { Method } from "../../protocol/method.js";

export const system_peers: Method = {
  name: "system_peers",
  call: () => [],
};
