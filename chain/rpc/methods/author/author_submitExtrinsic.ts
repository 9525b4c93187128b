// Puts an extrinsic into the pool; its hash, or the codes 1010 to 1016.

import type { Method } from "../../protocol/method.js";

export const author_submitExtrinsic: Method = {
  name: "author_submitExtrinsic",
  call: ({ pool }, params) => pool.takeSoon(params.bytes(0, "extrinsic")),
};
