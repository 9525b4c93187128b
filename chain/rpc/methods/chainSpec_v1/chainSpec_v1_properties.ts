// SS58 prefix, decimals and symbol of the token.

import type { Method } from "../../protocol/method.js";

export const chainSpec_v1_properties: Method = {
  name: "chainSpec_v1_properties",
  call: ({ chain }) => chain.properties,
};
