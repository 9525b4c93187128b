// System (0): accounts, block hashes, events. What every other pallet stands on.

import { constant, type DecodedEvent, definePallet, type Pallet } from "@plexus/core/frame";
import { type Codec, u16, u32 } from "@plexus/core/scale";
import { RuntimeVersionCodec, type RuntimeVersionValue } from "../../version.js";
import { Account } from "./account.js";
import { events } from "./events.js";
import { remark, remarkWithEvent } from "./remark.js";
import {
  BlockHash,
  DigestStorage,
  EventCount,
  eventsItem,
  LastRuntimeUpgrade,
  NumberItem,
  ParentHash,
} from "./storage.js";

/** Block hashes kept for mortal transactions (substrate-wire §5: at least 4,096). */
export const BLOCK_HASH_COUNT = 4_096;

/** `event` is asked for after assembly: System.Events holds events of pallets that are listed after this one. */
export function system(event: () => Codec<DecodedEvent>, version: () => RuntimeVersionValue): Pallet {
  return definePallet({
    name: "System",
    index: 0,
    docs: "Accounts, block hashes and events.",
    slices: [
      {
        storage: [
          Account,
          BlockHash,
          NumberItem,
          ParentHash,
          DigestStorage,
          eventsItem(event),
          EventCount,
          LastRuntimeUpgrade,
        ],
        calls: [remark, remarkWithEvent],
        events,
        constants: [
          constant("BlockHashCount", u32, BLOCK_HASH_COUNT, "Block hashes kept: the longest life of a transaction."),
          constant("Version", RuntimeVersionCodec, version, "The version of this runtime."),
          constant("SS58Prefix", u16, 42, "Address format."),
        ],
      },
    ],
    numbers: {
      calls: { remark: 0, remark_with_event: 7 },
      events: { ExtrinsicSuccess: 0, ExtrinsicFailed: 1, NewAccount: 3, KilledAccount: 4, Remarked: 5 },
    },
  });
}
