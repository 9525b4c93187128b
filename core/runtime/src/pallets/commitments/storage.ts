// What hotkeys put on record about themselves (names and hashers of spec 461).

import { identity, storageOf, twox64Concat } from "@plexus/core/frame";
import { bytes, struct, tuple, u32, u64, vec } from "@plexus/core/scale";
import { AccountId32, NetUid, TaoBalance } from "../../primitives.js";
import { CommitmentInfo } from "./data.js";

export { CommitmentInfo };

const storage = storageOf("Commitments");
const keys = [identity(NetUid), twox64Concat(AccountId32)] as const;

const Registration = struct(
  "pallet_commitments::types::Registration",
  { deposit: TaoBalance, block: u32, info: CommitmentInfo },
  { Balance: TaoBalance, MaxFields: undefined, BlockNumber: u32 },
);
const UsageTracker = struct("pallet_commitments::types::UsageTracker", { last_epoch: u64, used_space: u64 });

export const CommitmentOf = storage.optionalMap("CommitmentOf", keys, Registration, {
  docs: "A hotkey's commitment in a subnet.",
});
export const LastCommitment = storage.optionalMap("LastCommitment", keys, u32, {
  docs: "Block of the last commitment.",
});
export const UsedSpaceOf = storage.optionalMap("UsedSpaceOf", keys, UsageTracker, {
  docs: "Bytes that a hotkey used in an epoch.",
});
export const MaxSpace = storage.value("MaxSpace", u32, 3_100, { docs: "Bytes that a hotkey may use in an epoch." });

// Of features that are not built; clients look here and find, truthfully, nothing.
export const LastBondsReset = storage.optionalMap("LastBondsReset", keys, u32, {
  docs: "Bonds are never reset by commitments on this chain.",
});
export const RevealedCommitments = storage.optionalMap("RevealedCommitments", keys, vec(tuple(bytes, u64)), {
  docs: "Timelocked commitments are not built: always empty.",
});
