// Addresses for peers: none under the solo engine.

import type { Method } from "../../protocol/method.js";

export const system_localListenAddresses: Method = {
  name: "system_localListenAddresses",
  call: () => [],
};
