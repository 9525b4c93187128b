// "Development", "Local" or "Live".

import type { Method } from "../../protocol/method.js";

export const system_chainType: Method = {
  name: "system_chainType",
  call: ({ chain }) => chain.type,
};
