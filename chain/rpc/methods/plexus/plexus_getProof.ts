// The value of a storage key at a block with the proof under its state root (core/merkle verifies it), and the header that
// the root stands in.

import { headOf } from "../../protocol/chainReads.js";
import type { Method } from "../../protocol/method.js";
import { provenJson } from "./provenJson.js";

export const plexus_getProof: Method = {
  name: "plexus_getProof",
  async call(context, params) {
    const key = params.bytes(0, "key");
    const head = headOf(context, params.optionalHash(1, "hash"));
    const { proofs, ...rest } = await provenJson(context, [key], head);
    return { ...rest, ...proofs[0] };
  },
};
