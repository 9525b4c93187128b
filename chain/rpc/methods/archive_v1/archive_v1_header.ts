// SCALE header, null for an unknown block.

import { hex, recordOf } from "../../protocol/chainReads.js";
import type { Method } from "../../protocol/method.js";

export const archive_v1_header: Method = {
  name: "archive_v1_header",
  call(context, params) {
    const record = recordOf(context, params.hash(0, "hash"));
    return record ? hex(record.header) : null;
  },
};
