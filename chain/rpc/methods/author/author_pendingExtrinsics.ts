// Raw extrinsics that are ready, in the order for the next block.

import { hex } from "../../protocol/chainReads.js";
import type { Method } from "../../protocol/method.js";

export const author_pendingExtrinsics: Method = {
  name: "author_pendingExtrinsics",
  call: ({ pool }) => Array.from(pool.ready(), (entry) => hex(entry.bytes)),
};
