// The first notification of a subscription to heads.

import { type HeaderJson, recordHeaderJson } from "../../protocol/chainReads.js";
import type { RpcContext } from "../../protocol/method.js";

export function currentHeader(context: RpcContext, which: "best" | "finalised"): HeaderJson | null {
  const record = context.store.block(context.application[which].number);
  return record ? recordHeaderJson(record) : null;
}
