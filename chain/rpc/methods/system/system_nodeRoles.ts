// What this node does: it makes blocks, alone or as one of the producers, or it follows.

import type { Method } from "../../protocol/method.js";

export const system_nodeRoles: Method = {
  name: "system_nodeRoles",
  call: ({ network }) => [network().isProducer ? "Authority" : "Full"],
};
