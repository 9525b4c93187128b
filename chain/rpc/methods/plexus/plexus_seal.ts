// Makes blocks now; only under manual sealing.

import type { Method } from "../../protocol/method.js";
import { RpcError } from "../../protocol/rpcError.js";

export const plexus_seal: Method = {
  name: "plexus_seal",
  call({ seal }, params) {
    if (!seal) throw new RpcError(-32000, "Blocks are made on demand only with --sealing manual");
    const count = params.optionalNumber(0, "count", 1000) ?? 1;
    return seal(count).map(({ number, hash }) => ({ number, hash }));
  },
};
