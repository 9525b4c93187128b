// Puts an extrinsic into the pool and tells what becomes of it (substrate-wire.md §1.5).

import type { Subscription } from "../../protocol/method.js";

/**
 * Blocks are final when made, so that inBlock and finalized would arrive together. @polkadot/api reads the block's events
 * between the two, and drops the first where the second overtakes that reading [run, 16.5.6]. So finality is told a beat
 * later: once the client has asked for nothing more for QUIET_MS, and at the latest after LONGEST_MS.
 */
const QUIET_MS = 250;
const LONGEST_MS = 750;

export const author_submitAndWatchExtrinsic: Subscription = {
  name: "author_submitAndWatchExtrinsic",
  unsubscribe: ["author_unwatchExtrinsic"],
  notification: "author_extrinsicUpdate",
  open({ pool }, params, connection) {
    const hash = pool.submit(params.bytes(0, "extrinsic"));
    return (send) => {
      let later: NodeJS.Timeout | undefined;
      const sendWhenQuiet = (status: object, sinceMs: number) => {
        const nowMs = performance.now();
        const dueMs = Math.min(Math.max(sinceMs, connection.heardAtMs) + QUIET_MS, sinceMs + LONGEST_MS);
        if (nowMs >= dueMs) send(status);
        else later = setTimeout(() => sendWhenQuiet(status, sinceMs), dueMs - nowMs);
      };
      const stop = pool.watch(hash, (status) => {
        if (typeof status === "object" && "finalized" in status) sendWhenQuiet(status, performance.now());
        else send(status);
      });
      return () => {
        clearTimeout(later);
        stop();
      };
    };
  },
};
