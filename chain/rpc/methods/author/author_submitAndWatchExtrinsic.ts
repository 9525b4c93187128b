// Puts an extrinsic into the pool and tells what becomes of it (substrate-wire.md §1.5).

import type { Subscription } from "../../protocol/method.js";

/**
 * Blocks are final when made, so that inBlock and finalized would arrive together. @polkadot/api reads the block's events
 * between the two, and drops the first where the second overtakes that reading [run, 16.5.6]: a quarter of a second is
 * longer than it takes, and no client waits for less.
 */
const FINALIZED_AFTER_MS = 250;

export const author_submitAndWatchExtrinsic: Subscription = {
  name: "author_submitAndWatchExtrinsic",
  unsubscribe: ["author_unwatchExtrinsic"],
  notification: "author_extrinsicUpdate",
  open({ pool }, params) {
    const hash = pool.submit(params.bytes(0, "extrinsic"));
    return (send) => {
      let later: NodeJS.Timeout | undefined;
      const stop = pool.watch(hash, (status) => {
        if (typeof status === "object" && "finalized" in status)
          later = setTimeout(() => send(status), FINALIZED_AFTER_MS);
        else send(status);
      });
      return () => {
        clearTimeout(later);
        stop();
      };
    };
  },
};
