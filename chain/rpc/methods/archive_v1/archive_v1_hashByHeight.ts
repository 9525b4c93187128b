// Hashes of the blocks at a height: one, or none.

import type { Method } from "../../protocol/method.js";

export const archive_v1_hashByHeight: Method = {
  name: "archive_v1_hashByHeight",
  call({ store }, params) {
    const hash = store.hashOf(params.number(0, "height"));
    return hash ? [hash] : [];
  },
};
