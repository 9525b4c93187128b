// Hash of the newest final block.

import type { Method } from "../../protocol/method.js";

export const chain_getFinalizedHead: Method = {
  name: "chain_getFinalizedHead",
  aliases: ["chain_getFinalisedHead"],
  call: ({ application }) => application.finalised.hash,
};
