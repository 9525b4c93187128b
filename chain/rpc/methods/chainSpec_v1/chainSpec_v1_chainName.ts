// Name of the chain.

import type { Method } from "../../protocol/method.js";

export const chainSpec_v1_chainName: Method = {
  name: "chainSpec_v1_chainName",
  call: ({ chain }) => chain.name,
};
