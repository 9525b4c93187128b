// What this node does: it makes blocks.

import type { Method } from "../../protocol/method.js";

export const system_nodeRoles: Method = {
  name: "system_nodeRoles",
  call: () => ["Authority"],
};
