// What Randomness keeps: this session's commitments and secrets, and the mixes of sessions past.

import { identity, storageOf, twox64Concat } from "@plexus/core/frame";
import { bool, enumeration, fixedBytes, type Infer, struct, u32 } from "@plexus/core/scale";
import { ConsensusAddress } from "../producers/storage.js";

export const Bytes32 = fixedBytes(32);

export const Source = enumeration("pallet_randomness::Source", {
  /** The producer of one block can steer it. */
  BlockHash: [0],
  /** Secrets of several producers, committed to before. */
  CommitReveal: [1],
});
export type SourceName = Infer<typeof Source>["type"];

export const Mix = struct("pallet_randomness::Mix", { from: u32, to: u32, source: Source, value: Bytes32 });
export type MixValue = Infer<typeof Mix>;

export const Commitment = struct("pallet_randomness::Commitment", {
  hash: Bytes32,
  /** Whether its author had a block of its own in which to reveal, and did not use it. */
  kept_silent: bool,
});

const storage = storageOf("Randomness");
const address = identity(ConsensusAddress);

export const Commitments = storage.optionalMap("Commitments", [address], Commitment, {
  docs: "This session's commitments, by consensus address: blake2-256(secret ‖ address ‖ session).",
});
export const Secrets = storage.optionalMap("Secrets", [address], Bytes32, {
  docs: "This session's revealed secrets, by consensus address.",
});
export const Mixes = storage.optionalMap("Mixes", [twox64Concat(u32)], Mix, {
  docs: "Index of a past session → its blocks and their mix. Kept for 4,096 blocks.",
});
export const OldestMix = storage.value("OldestMix", u32, 0, { docs: "Index of the oldest session in Mixes." });
/** Within a block: its author has committed or revealed. */
export const Spoken = storage.value("Spoken", bool, false, { docs: "Whether this block's author has spoken." });
