// Header at a height or of a block hash, without either the newest, as the bytes that were hashed; null for an unknown one.

import { hex } from "../../protocol/chainReads.js";
import type { Method } from "../../protocol/method.js";

export const plexus_getHeader: Method = {
  name: "plexus_getHeader",
  call({ application, store }, params) {
    const block = params.value(0);
    const isHash = typeof block === "string" && block.length >= 64;
    const number = params.isMissing(0)
      ? application.best.number
      : isHash
        ? store.numberOf(params.hash(0, "block"))
        : params.number(0, "block");
    const record = number === undefined ? undefined : store.block(number);
    return record ? { number: record.number, hash: record.hash, header: hex(record.header) } : null;
  },
};
