// Who is registered where (names and hashers of spec 461), and what registration counts to price itself.

import { blake2_128Concat, identity, storageOf } from "@plexus/core/frame";
import { bool, u16, u64 } from "@plexus/core/scale";
import { AccountId32, NetUid } from "../../../primitives.js";
import { NO_ACCOUNT } from "../noAccount.js";

const storage = storageOf("SubtensorModule");
const subnet = identity(NetUid);
const hotkey = blake2_128Concat(AccountId32);

export const SubnetworkN = storage.map("SubnetworkN", [subnet], u16, 0, {
  docs: "How many neurons a subnet has: uids 0 … n - 1.",
});
export const Keys = storage.map("Keys", [subnet, identity(u16)], AccountId32, NO_ACCOUNT, {
  docs: "The hotkey behind a uid.",
});
export const Uids = storage.optionalMap("Uids", [subnet, hotkey], u16, { docs: "The uid of a hotkey." });
export const IsNetworkMember = storage.map("IsNetworkMember", [hotkey, subnet], bool, false, {
  docs: "Whether a hotkey is registered.",
});
export const BlockAtRegistration = storage.map("BlockAtRegistration", [subnet, identity(u16)], u64, 0n, {
  docs: "Block in which a uid was taken.",
});

export const RegistrationsThisBlock = storage.map("RegistrationsThisBlock", [subnet], u16, 0, {
  docs: "Registrations in this block.",
});
export const RegistrationsThisInterval = storage.map("RegistrationsThisInterval", [subnet], u16, 0, {
  docs: "Registrations since the last adjustment.",
});
export const BurnRegistrationsThisInterval = storage.map("BurnRegistrationsThisInterval", [subnet], u16, 0, {
  docs: "Of these, by burn.",
});
export const POWRegistrationsThisInterval = storage.map("POWRegistrationsThisInterval", [subnet], u16, 0, {
  docs: "Of these, by work: none.",
});
export const LastAdjustmentBlock = storage.map("LastAdjustmentBlock", [subnet], u64, 0n, {
  docs: "Block of the last adjustment.",
});
