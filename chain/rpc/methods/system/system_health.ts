// polkadot.js asks every ten seconds. Alone there is nobody to be in sync with.

import type { Method } from "../../protocol/method.js";

export const system_health: Method = {
  name: "system_health",
  call({ network }) {
    const { peers, isSyncing, shouldHavePeers } = network();
    return { peers, isSyncing, shouldHavePeers };
  },
};
