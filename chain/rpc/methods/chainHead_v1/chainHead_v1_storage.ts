// Starts the operation that tells storage of a pinned block, in parts; a long answer waits for chainHead_v1_continue.

import { RPC_LIMITS } from "../../limits.js";
import { lastingStateOf } from "../../protocol/chainReads.js";
import type { Method } from "../../protocol/method.js";
import { invalidParams } from "../../protocol/rpcError.js";
import { describeFailure } from "./describeFailure.js";
import { sessionOf } from "./sessions.js";
import { answerStorage, readStorageQueries, type StorageItem } from "./storageQuery.js";

function* inParts(items: Generator<StorageItem, void>): Generator<object | undefined, void> {
  let part: StorageItem[] = [];
  let sent = 0;
  for (const item of items) {
    part.push(item);
    if (part.length < RPC_LIMITS.storageItemsPerEvent) continue;
    yield { event: "operationStorageItems", items: part };
    sent += part.length;
    part = [];
    if (sent % RPC_LIMITS.storageItemsPerOperation === 0) yield undefined;
  }
  if (part.length > 0) yield { event: "operationStorageItems", items: part };
  yield { event: "operationStorageDone" };
}

export const chainHead_v1_storage: Method = {
  name: "chainHead_v1_storage",
  call(context, params, connection) {
    const session = sessionOf(connection, params.text(0, "followSubscription"));
    const hash = params.hash(1, "hash");
    const queries = readStorageQueries(params.list(2, "items", RPC_LIMITS.keysPerQuery));
    if (!params.isMissing(3)) throw invalidParams("this chain has no child tries");
    if (!session) return { result: "limitReached" };
    session.heightOf(hash);
    function* steps() {
      yield* inParts(answerStorage(context.hashing, lastingStateOf(context, hash), queries));
    }
    return { ...session.operate(connection, steps(), describeFailure), discardedItems: 0 };
  },
};
