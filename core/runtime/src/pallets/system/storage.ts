// What System keeps of the block being made and of those before.

import type { Hashing } from "@plexus/core/crypto";
import type { DecodedEvent } from "@plexus/core/frame";
import { storageOf, twox64Concat } from "@plexus/core/frame";
import {
  bytes,
  type Codec,
  compact,
  enumeration,
  fixedBytes,
  lazy,
  newtype,
  str,
  struct,
  u32,
  vec,
} from "@plexus/core/scale";
import { H256, Weight } from "../../primitives.js";

const storage = storageOf("System");

const ConsensusBody = [fixedBytes(4), bytes] as const;
export const DigestItem = enumeration("sp_runtime::generic::digest::DigestItem", {
  PreRuntime: [6, ConsensusBody],
  Consensus: [4, ConsensusBody],
  Seal: [5, ConsensusBody],
  Other: [0, bytes],
  RuntimeEnvironmentUpdated: [8],
});
export const Digest = struct("sp_runtime::generic::digest::Digest", { logs: vec(DigestItem) });

export const Phase = enumeration("frame_system::Phase", {
  ApplyExtrinsic: [0, u32],
  Finalization: [1],
  Initialization: [2],
});

export const DispatchClass = enumeration("frame_support::dispatch::DispatchClass", {
  Normal: [0],
  Operational: [1],
  Mandatory: [2],
});
const Pays = enumeration("frame_support::dispatch::Pays", { Yes: [0], No: [1] });
export const DispatchEventInfo = struct("frame_system::DispatchEventInfo", {
  weight: Weight,
  class: DispatchClass,
  pays_fee: Pays,
});

/** Rust's Cow<str>: a text. */
const CowText = newtype("Cow", str, { T: str });
export const LastRuntimeUpgradeInfo = struct("frame_system::LastRuntimeUpgradeInfo", {
  spec_version: compact(u32),
  spec_name: CowText,
});

export const BlockHash = storage.map("BlockHash", [twox64Concat(u32)], H256, `0x${"00".repeat(32)}`, {
  docs: "Hashes of recent blocks, and for ever of block 0: clients take the genesis hash from here (substrate-wire §1.3).",
});
export const NumberItem = storage.value("Number", u32, 0, { docs: "The block being made, or last made." });
export const ParentHash = storage.value("ParentHash", H256, `0x${"00".repeat(32)}`, {
  docs: "Hash of the parent of block Number.",
});
export const DigestStorage = storage.value("Digest", Digest, { logs: [] }, { docs: "Digest of block Number." });
export const EventCount = storage.value("EventCount", u32, 0, { docs: "Events in this block." });
export const LastRuntimeUpgrade = storage.optionalValue("LastRuntimeUpgrade", LastRuntimeUpgradeInfo, {
  docs: "The version that made the last block.",
});

/** One event as it lies in System.Events. */
export function eventRecord(event: Codec<DecodedEvent>) {
  return struct("frame_system::EventRecord", { phase: Phase, event, topics: vec(H256) }, { E: event, T: H256 });
}

/** The key of System.Events, which the block writes as bytes that it has already. */
export function eventsKey(crypto: Hashing): Uint8Array {
  return storage.value("Events", u32, 0).key(crypto);
}

/** System.Events: its type names every pallet's events, so it is made once the pallets are known. */
export function eventsItem(event: () => Codec<DecodedEvent>) {
  const record = eventRecord(lazy("node_subtensor_runtime::RuntimeEvent", event));
  return storage.value("Events", vec(record), [], { docs: "Events of this block, in order." });
}
