// Puts an extrinsic into the pool and tells what becomes of it (substrate-wire.md §1.5).

import type { Subscription } from "../../protocol/method.js";

export const author_submitAndWatchExtrinsic: Subscription = {
  name: "author_submitAndWatchExtrinsic",
  unsubscribe: ["author_unwatchExtrinsic"],
  notification: "author_extrinsicUpdate",
  open({ pool }, params) {
    const hash = pool.submit(params.bytes(0, "extrinsic"));
    return (send) => pool.watch(hash, send);
  },
};
