// Header and raw extrinsics of a block, null for an unknown one.

import { hex, recordHeaderJson, recordOf } from "../../protocol/chainReads.js";
import type { Method } from "../../protocol/method.js";

export const chain_getBlock: Method = {
  name: "chain_getBlock",
  call(context, params) {
    const record = recordOf(context, params.optionalHash(0, "hash"));
    if (!record) return null;
    return {
      block: { header: recordHeaderJson(record), extrinsics: record.extrinsics.map(hex) },
      justifications: null,
    };
  },
};
