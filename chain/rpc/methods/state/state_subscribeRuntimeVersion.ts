// The version of the next block's rules now, and each new one: an upgrade is told one block before it runs, since what is
// signed from then on must be signed for it.

import type { Subscription } from "../../protocol/method.js";
import { versionAfter } from "../../protocol/rules.js";
import { versionJson } from "./versionJson.js";

export const state_subscribeRuntimeVersion: Subscription = {
  name: "state_subscribeRuntimeVersion",
  aliases: ["chain_subscribeRuntimeVersion"],
  unsubscribe: ["state_unsubscribeRuntimeVersion", "chain_unsubscribeRuntimeVersion"],
  notification: "state_runtimeVersion",
  open: (context) => (send) => {
    let told: number | undefined;
    const tell = () => {
      const version = versionAfter(context, context.application.best);
      // Rules that this program lacks: it stops here, and the release that has them tells.
      if (typeof version === "string" || version.specVersion === told) return;
      told = version.specVersion;
      send(versionJson(version));
    };
    tell();
    return context.events.listen({ best: tell });
  },
};
