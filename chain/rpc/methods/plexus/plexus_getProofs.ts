// Values of several storage keys at one block, each with its proof under that block's state root.

import { RPC_LIMITS } from "../../limits.js";
import { headOf } from "../../protocol/chainReads.js";
import type { Method } from "../../protocol/method.js";
import { provenJson } from "./provenJson.js";

export const plexus_getProofs: Method = {
  name: "plexus_getProofs",
  async call(context, params) {
    const keys = params.bytesList(0, "keys", RPC_LIMITS.keysPerProof);
    return provenJson(context, keys, headOf(context, params.optionalHash(1, "hash")));
  },
};
