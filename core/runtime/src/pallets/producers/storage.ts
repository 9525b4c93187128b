// What Producers keeps: who stands for election, with which key and bond; who is elected, with what power; the session.

import { blake2_128Concat, identity, storageOf } from "@plexus/core/frame";
import { bool, bytes, enumeration, fixedBytes, type Infer, option, struct, u32, u64, vec } from "@plexus/core/scale";
import { AccountId32 } from "../../primitives.js";

/** ed25519, raw. */
export const ConsensusKey = fixedBytes(32);
/** CometBFT's address: the first 20 bytes of sha256(key). */
export const ConsensusAddress = fixedBytes(20);

export const Producer = struct("pallet_producers::Producer", {
  consensus_key: ConsensusKey,
  joined_at: u32,
  /** Index of the session in which the key was last changed. */
  rotated_in: option(u32),
});
export type ProducerValue = Infer<typeof Producer>;

/** Bond on its way out; still liable. */
export const UnbondingBond = struct("pallet_producers::UnbondingBond", { amount: u64, until: u32 });

export const KeyState = enumeration("pallet_producers::KeyState", {
  /** The key of a producer that stands for election. */
  Active: [0],
  /** Was a producer's key; evidence against it counts until this block. */
  Retired: [1, u32],
  /** Signed two blocks at one height. Never taken again. */
  Slashed: [2],
});
export const KeyRecord = struct("pallet_producers::KeyRecord", { hotkey: AccountId32, state: KeyState });

export const ElectedProducer = struct("pallet_producers::ElectedProducer", {
  hotkey: AccountId32,
  consensus_key: ConsensusKey,
  /** rao, at the election, before the cap. */
  votes: u64,
  power: u64,
});
export type ElectedValue = Infer<typeof ElectedProducer>;

export const Power = struct("pallet_producers::Power", { consensus_key: ConsensusKey, power: u64 });
export type PowerValue = Infer<typeof Power>;

export const Session = struct("pallet_producers::Session", { index: u32, started_at: u32, ends_at: u32 });
export type SessionValue = Infer<typeof Session>;

export const Work = struct("pallet_producers::Work", { blocks: u32, fees: u64 });

const storage = storageOf("Producers");
const hotkey = blake2_128Concat(AccountId32);
const address = identity(ConsensusAddress);

export const Producers = storage.optionalMap("Producers", [hotkey], Producer, {
  docs: "Hotkeys that stand for election, and since when.",
});
export const Bonds = storage.map("Bonds", [hotkey], u64, 0n, {
  docs: "Bond of a producer, rao. All that can be slashed.",
});
export const Unbonding = storage.map("Unbonding", [hotkey], vec(UnbondingBond), [], {
  docs: "Bonds of producers that left, rao, and the block after which they can be withdrawn. Slashable until then.",
});
export const Keys = storage.optionalMap("Keys", [address], KeyRecord, {
  docs: "Consensus address → whose key it is, or was while evidence against it counts.",
});
export const Jailed = storage.optionalMap("Jailed", [hotkey], u32, {
  docs: "Out for missed blocks: index of the first session for which the producer can be elected again.",
});
export const Punished = storage.optionalMap("Punished", [address, identity(u32)], u32, {
  docs: "(address, height of an offence) → block in which it was punished. Kept while evidence counts.",
});
export const Works = storage.map(
  "Works",
  [hotkey],
  Work,
  { blocks: 0, fees: 0n },
  {
    docs: "Blocks that a producer made and the fees that it was paid for them, rao.",
  },
);

export const CurrentSession = storage.optionalValue("CurrentSession", Session, {
  docs: "Index, first and last block of the running session. Producers are elected in its last block.",
});
export const Elected = storage.value("Elected", vec(ElectedProducer), [], {
  docs: "Who makes the blocks of this session, by votes.",
});
export const Powers = storage.value("Powers", vec(Power), [], {
  docs: "Powers as last handed to the engine, by key. The engine applies them two blocks later.",
});
export const Updates = storage.value("Updates", vec(Power), [], {
  docs: "What this block changed in the engine's set; power 0 removes.",
});
/** Within a block: the elected differ from what was handed out. */
export const SetChanged = storage.value("SetChanged", bool, false, { docs: "Whether this block changed the elected." });
export const Author = storage.optionalValue("Author", ConsensusAddress, {
  docs: "Consensus address of this block's author.",
});
export const Noted = storage.value("Noted", bool, false, {
  docs: "Whether this block has said what consensus knows of it yet.",
});
export const FeePot = storage.value("FeePot", u64, 0n, {
  docs: "Fees of the block being made, rao; empty between blocks.",
});

/** From 463 on. */
export const MAX_NAME_BYTES = 64;
export const Names = storage.map("Names", [hotkey], bytes, new Uint8Array(), {
  docs: "What a producer calls itself, UTF-8.",
});
