// Hash of block 0.

import type { Method } from "../../protocol/method.js";

export const archive_v1_genesisHash: Method = {
  name: "archive_v1_genesisHash",
  call: ({ chain }) => chain.genesisHash,
};
