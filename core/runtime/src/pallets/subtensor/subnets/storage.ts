// Which subnets there are, whose they are, what they lock (stable.md 8; names and hashers of spec 461).

import { identity, storageOf, twox64Concat } from "@plexus/core/frame";
import { bool, bytes, u16, u64, vec } from "@plexus/core/scale";
import { AccountId32, MechId, NetUid, TaoBalance } from "../../../primitives.js";
import { NO_ACCOUNT } from "../noAccount.js";

const storage = storageOf("SubtensorModule");
const subnet = identity(NetUid);

export const NetworksAdded = storage.map("NetworksAdded", [subnet], bool, false, { docs: "The subnets that exist." });
export const TotalNetworks = storage.value("TotalNetworks", u16, 0, {
  docs: "How many subnets exist, root among them.",
});
export const SubnetMechanism = storage.map("SubnetMechanism", [subnet], u16, 0, {
  docs: "0 stable, 1 dynamic (architecture §3.4).",
});
export const NetworkRegisteredAt = storage.map("NetworkRegisteredAt", [subnet], u64, 0n, {
  docs: "Block of creation.",
});
export const SubnetOwner = storage.map("SubnetOwner", [subnet], AccountId32, NO_ACCOUNT, {
  docs: "The owner's coldkey.",
});
export const SubnetOwnerHotkey = storage.map("SubnetOwnerHotkey", [subnet], AccountId32, NO_ACCOUNT, {
  docs: "The owner's hotkey: never pruned.",
});
export const SubnetLocked = storage.map("SubnetLocked", [subnet], TaoBalance, 0n, {
  docs: "rao that the owner locked to create it.",
});
export const SubtokenEnabled = storage.map("SubtokenEnabled", [subnet], bool, false, {
  docs: "Whether one can stake here: only on root.",
});
export const TokenSymbol = storage.map("TokenSymbol", [subnet], bytes, Uint8Array.of(0xf0, 0x9d, 0x9c, 0x8f), {
  docs: "UTF-8.",
});

export const MechanismCountCurrent = storage.map("MechanismCountCurrent", [twox64Concat(NetUid)], MechId, 1, {
  docs: "Independent weight matrices: one in stable subnets.",
});
export const MechanismEmissionSplit = storage.optionalMap("MechanismEmissionSplit", [twox64Concat(NetUid)], vec(u16), {
  docs: "How mechanisms share emission; absent for one mechanism.",
});

export const SubnetLimit = storage.value("SubnetLimit", u16, 128, {
  docs: "Subnets beside root; creating one more prunes one.",
});
export const NetworkImmunityPeriod = storage.value("NetworkImmunityPeriod", u64, 1_296_000n, {
  docs: "Blocks in which a new subnet is not pruned.",
});
export const NetworkMinLockCost = storage.value("NetworkMinLockCost", TaoBalance, 1_000_000_000_000n, {
  docs: "Least lock, rao.",
});
export const NetworkLastLockCost = storage.value("NetworkLastLockCost", TaoBalance, 1_000_000_000_000n, {
  docs: "Last lock, rao.",
});
export const NetworkLockReductionInterval = storage.value("NetworkLockReductionInterval", u64, 100_800n, {
  docs: "Blocks in which the lock falls by the last one.",
});
export const NetworkRateLimit = storage.value("NetworkRateLimit", u64, 7_200n, {
  docs: "Blocks between two creations.",
});
export const StartCallDelay = storage.value("StartCallDelay", u64, 0n, {
  docs: "Blocks from creation until start_call.",
});

export const AdminFreezeWindow = storage.value("AdminFreezeWindow", u16, 10, {
  docs: "Blocks before an epoch in which owners set nothing.",
});
export const OwnerHyperparamRateLimit = storage.value("OwnerHyperparamRateLimit", u16, 2, {
  docs: "Tempos between an owner's changes of one parameter.",
});
export const WeightsVersionKeyRateLimit = storage.value("WeightsVersionKeyRateLimit", u64, 5n, {
  docs: "The same for the version key of weights.",
});
export const MinActivityCutoff = storage.value("MinActivityCutoff", u16, 360, {
  docs: "Least activity cutoff that can be set, blocks.",
});
