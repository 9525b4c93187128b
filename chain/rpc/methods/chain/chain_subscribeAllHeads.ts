// Header of each block as it becomes known, the present best first.

import { blockHeaderJson } from "../../protocol/chainReads.js";
import type { Subscription } from "../../protocol/method.js";
import { currentHeader } from "./currentHeader.js";

export const chain_subscribeAllHeads: Subscription = {
  name: "chain_subscribeAllHeads",
  unsubscribe: ["chain_unsubscribeAllHeads"],
  notification: "chain_allHead",
  open: (context) => (send) => {
    send(currentHeader(context, "best"));
    return context.events.listen({ imported: (block) => send(blockHeaderJson(block)) });
  },
};
