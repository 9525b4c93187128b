// How far this node is; always at the head it made itself.

import type { Method } from "../../protocol/method.js";

export const system_syncState: Method = {
  name: "system_syncState",
  call({ application, store }) {
    const current = application.best.number;
    return { startingBlock: 0, currentBlock: current, highestBlock: store.head?.number ?? current };
  },
};
