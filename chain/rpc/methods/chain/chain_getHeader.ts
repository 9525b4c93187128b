// Header of a block, null for an unknown one.

import { recordHeaderJson, recordOf } from "../../protocol/chainReads.js";
import type { Method } from "../../protocol/method.js";

export const chain_getHeader: Method = {
  name: "chain_getHeader",
  call(context, params) {
    const record = recordOf(context, params.optionalHash(0, "hash"));
    return record ? recordHeaderJson(record) : null;
  },
};
