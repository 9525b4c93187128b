// Header of each final block in order, without gaps, the present one first.

import { blockHeaderJson } from "../../protocol/chainReads.js";
import type { Subscription } from "../../protocol/method.js";
import { currentHeader } from "./currentHeader.js";

export const chain_subscribeFinalizedHeads: Subscription = {
  name: "chain_subscribeFinalizedHeads",
  aliases: ["chain_subscribeFinalisedHeads"],
  unsubscribe: ["chain_unsubscribeFinalizedHeads", "chain_unsubscribeFinalisedHeads"],
  notification: "chain_finalizedHead",
  open: (context) => (send) => {
    send(currentHeader(context, "finalised"));
    return context.events.listen({ finalised: (block) => send(blockHeaderJson(block)) });
  },
};
