// An id of this node, made from its name; there is no peer network under the solo engine.

import type { Method } from "../../protocol/method.js";

export const system_localPeerId: Method = {
  name: "system_localPeerId",
  call: ({ node }) => node.peerId,
};
