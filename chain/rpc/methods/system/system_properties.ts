// SS58 prefix, decimals and symbol of the token.

import type { Method } from "../../protocol/method.js";

export const system_properties: Method = {
  name: "system_properties",
  call: ({ chain }) => chain.properties,
};
