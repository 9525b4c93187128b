// The version now, and each new one; it changes only with a new release of the node.

import type { Subscription } from "../../protocol/method.js";
import { versionJson } from "./versionJson.js";

export const state_subscribeRuntimeVersion: Subscription = {
  name: "state_subscribeRuntimeVersion",
  aliases: ["chain_subscribeRuntimeVersion"],
  unsubscribe: ["state_unsubscribeRuntimeVersion", "chain_unsubscribeRuntimeVersion"],
  notification: "state_runtimeVersion",
  open: (context) => (send) => {
    send(versionJson(context));
    return () => {};
  },
};
