// What validators say (names and hashers of spec 461). Keyed by mechanism × 4096 + netuid; stable subnets have mechanism 0.

import { identity, storageOf } from "@plexus/core/frame";
import { tuple, u16, u64, vec } from "@plexus/core/scale";
import { NetUidStorageIndex } from "../../../primitives.js";

const storage = storageOf("SubtensorModule");
const mechanism = identity(NetUidStorageIndex);

export const Weights = storage.map("Weights", [mechanism, identity(u16)], vec(tuple(u16, u16)), [], {
  docs: "A validator uid's weights: (miner uid, weight), the largest = 65535. On 0 the first is a netuid.",
});
export const LastUpdate = storage.map("LastUpdate", [mechanism], vec(u64), [], {
  docs: "Block in which each uid last set weights or registered.",
});
