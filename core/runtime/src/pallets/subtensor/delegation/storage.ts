// What a hotkey keeps of its nominators' earnings (stable.md 2; names and hashers of spec 461). 65535 = 1.

import { blake2_128Concat, storageOf } from "@plexus/core/frame";
import { u64 } from "@plexus/core/scale";
import { AccountId32, PerU16 } from "../../../primitives.js";

const storage = storageOf("SubtensorModule");
/** 18 %. */
const DEFAULT_TAKE = 11_796;

export const Delegates = storage.map("Delegates", [blake2_128Concat(AccountId32)], PerU16, DEFAULT_TAKE, {
  docs: "A hotkey's take. Every hotkey is a delegate.",
});
export const MaxDelegateTake = storage.value("MaxDelegateTake", PerU16, DEFAULT_TAKE, { docs: "Largest take." });
export const MinDelegateTake = storage.value("MinDelegateTake", PerU16, 0, { docs: "Least take." });
export const TxDelegateTakeRateLimit = storage.value("TxDelegateTakeRateLimit", u64, 216_000n, {
  docs: "Blocks between raises of a take.",
});
