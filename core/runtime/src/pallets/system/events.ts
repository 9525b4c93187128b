// System events: how each extrinsic ended, and the life of accounts.

import { DispatchError, structEvent } from "@plexus/core/frame";
import { AccountId32, H256 } from "../../primitives.js";
import { DispatchEventInfo } from "./storage.js";

export const events = {
  ExtrinsicSuccess: structEvent({ dispatch_info: DispatchEventInfo }, "An extrinsic did what it says."),
  ExtrinsicFailed: structEvent(
    { dispatch_error: DispatchError, dispatch_info: DispatchEventInfo },
    "An extrinsic was refused; only fee and nonce remain of it.",
  ),
  NewAccount: structEvent({ account: AccountId32 }, "An account received its first balance."),
  KilledAccount: structEvent(
    { account: AccountId32 },
    "An account fell below the existential deposit and was removed.",
  ),
  Remarked: structEvent({ sender: AccountId32, hash: H256 }, "Somebody put bytes on record."),
};
