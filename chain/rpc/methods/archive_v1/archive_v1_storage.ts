// Storage at a block as a stream of events, ended by storageDone.

import { RPC_LIMITS } from "../../limits.js";
import { lastingStateOf } from "../../protocol/chainReads.js";
import type { Subscription } from "../../protocol/method.js";
import { answerStorage, readStorageQueries } from "../chainHead_v1/storageQuery.js";

export const archive_v1_storage: Subscription = {
  name: "archive_v1_storage",
  unsubscribe: ["archive_v1_stopStorage"],
  notification: "archive_v1_storageEvent",
  open(context, params) {
    const state = lastingStateOf(context, params.hash(0, "hash"));
    const queries = readStorageQueries(params.list(1, "items", RPC_LIMITS.keysPerQuery));
    return (send, _id, end) => {
      const items = answerStorage(context.hashing, state, queries);
      const timer = setInterval(() => {
        for (let sent = 0; sent < RPC_LIMITS.storageItemsPerEvent; sent++) {
          const next = items.next();
          if (next.done) {
            send({ event: "storageDone" });
            return end();
          }
          send({ event: "storage", ...next.value });
        }
      }, 1);
      return () => {
        clearInterval(timer);
        // Frees the database's snapshot.
        items.return();
      };
    };
  },
};
