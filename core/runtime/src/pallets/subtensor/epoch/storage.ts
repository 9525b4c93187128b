// What an epoch leaves behind, per subnet (yuma.md §7, §8; names and hashers of spec 461). Vectors run by uid.
// Exports carry their wire names; the slice's index.ts takes them all.

import { identity, storageOf } from "@plexus/core/frame";
import { bool, tuple, u16, u64, vec } from "@plexus/core/scale";
import { AlphaBalance, NetUid, NetUidStorageIndex, PerU16 } from "../../../primitives.js";

const storage = storageOf("SubtensorModule");
const subnet = identity(NetUid);
const mechanism = identity(NetUidStorageIndex);
const uid = identity(u16);

export const Active = storage.map("Active", [subnet], vec(bool), [], {
  docs: "Whether each uid set weights within the activity cutoff.",
});
export const Emission = storage.map("Emission", [subnet], vec(AlphaBalance), [], {
  docs: "rao that each uid earned in the last epoch.",
});
export const Consensus = storage.map("Consensus", [subnet], vec(PerU16), [], {
  docs: "Consensus weight of each uid, 65535 = 1.",
});
export const Incentive = storage.map("Incentive", [mechanism], vec(PerU16), [], {
  docs: "Miner's share of each uid, 65535 = 1.",
});
export const Dividends = storage.map("Dividends", [subnet], vec(PerU16), [], {
  docs: "Validator's share of each uid, 65535 = 1.",
});
export const ValidatorTrust = storage.map("ValidatorTrust", [subnet], vec(PerU16), [], {
  docs: "Part of each validator's weights that survived clipping.",
});
export const ValidatorPermit = storage.map("ValidatorPermit", [subnet], vec(bool), [], {
  docs: "Who may set weights until the next epoch.",
});
export const StakeWeight = storage.map("StakeWeight", [subnet], vec(u16), [], {
  docs: "Normalised stake of each uid, 65535 = 1.",
});

export const Bonds = storage.map("Bonds", [mechanism, uid], vec(tuple(u16, u16)), [], {
  docs: "Bonds of a validator uid: (miner uid, bond), a miner's largest bond = 65535.",
});

export const BlocksSinceLastStep = storage.map("BlocksSinceLastStep", [subnet], u64, 0n, {
  docs: "Blocks since the last epoch.",
});
/** The wire name keeps upstream's spelling. */
export const LastMechansimStepBlock = storage.map("LastMechansimStepBlock", [subnet], u64, 0n, {
  docs: "Block of the last epoch.",
});
export const LastEpochBlock = storage.map("LastEpochBlock", [subnet], u64, 0n, {
  docs: "Block of the last epoch slot.",
});
export const PendingEpochAt = storage.map("PendingEpochAt", [subnet], u64, 0n, {
  docs: "Block of an epoch asked for by hand; 0 for none.",
});
export const SubnetEpochIndex = storage.map("SubnetEpochIndex", [subnet], u64, 0n, {
  docs: "Epochs that the subnet has had.",
});
