// Name of the chain, from its spec. Old clients use it in lower case as the name of a type preset (target.md §1).

import type { Method } from "../../protocol/method.js";

export const system_chain: Method = {
  name: "system_chain",
  call: ({ chain }) => chain.name,
};
