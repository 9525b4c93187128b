// Hash of block 0.

import type { Method } from "../../protocol/method.js";

export const chainSpec_v1_genesisHash: Method = {
  name: "chainSpec_v1_genesisHash",
  call: ({ chain }) => chain.genesisHash,
};
