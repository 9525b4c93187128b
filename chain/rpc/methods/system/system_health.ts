// polkadot.js asks every ten seconds. One producer: there is nobody to be in sync with.

import type { Method } from "../../protocol/method.js";

export const system_health: Method = {
  name: "system_health",
  call: () => ({ peers: 0, isSyncing: false, shouldHavePeers: false }),
};
