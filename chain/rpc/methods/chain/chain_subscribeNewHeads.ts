// Header of each new best block, the present one first.

import { blockHeaderJson } from "../../protocol/chainReads.js";
import type { Subscription } from "../../protocol/method.js";
import { currentHeader } from "./currentHeader.js";

export const chain_subscribeNewHeads: Subscription = {
  name: "chain_subscribeNewHeads",
  aliases: ["chain_subscribeNewHead", "chain_subscribe_newHead", "subscribe_newHead"],
  unsubscribe: [
    "chain_unsubscribeNewHeads",
    "chain_unsubscribeNewHead",
    "chain_unsubscribe_newHeads",
    "unsubscribe_newHead",
  ],
  notification: "chain_newHead",
  open: (context) => (send) => {
    send(currentHeader(context, "best"));
    return context.events.listen({ best: (block) => send(blockHeaderJson(block)) });
  },
};
