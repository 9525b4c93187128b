// The text of operationError.

import { errorBody } from "../../protocol/rpcError.js";

export function describeFailure(error: unknown): string {
  return errorBody(error)?.message ?? "Internal error";
}
