// How far this node is, and how far the others are.

import type { Method } from "../../protocol/method.js";

export const system_syncState: Method = {
  name: "system_syncState",
  call({ application, network }) {
    const currentBlock = application.best.number;
    return { startingBlock: 0, currentBlock, highestBlock: Math.max(currentBlock, network().highestBlock) };
  },
};
