// Offers (market.md 1): which model a miner serves, at what price, for how long. No money lies here.

import { blake2_128Concat, identity, storageOf } from "@plexus/core/frame";
import { boundedVec, bytes, enumeration, type Infer, struct, u8, u16, u32, u64 } from "@plexus/core/scale";
import { AccountId32, NetUid } from "../../primitives.js";

export const MAX_OFFERS_PER_NEURON = 8;
export const MAX_MODEL_NAME_BYTES = 64;
/** rao per UNITS_PER_PRICE units. */
export const MAX_PRICE = 10n ** 15n;
export const MAX_SLOTS = 1_024;
export const MAX_VALIDITY_BLOCKS = 216_000;
export const MIN_CHANGE_INTERVAL_BLOCKS = 5;
export const UNITS_PER_PRICE = 1_000_000n;

export const Unit = enumeration("pallet_market::types::Unit", { Tokens: [0], Images: [1], Series: [2] });
/** Longer names decode, so that the call can refuse them by name. */
export const ModelName = boundedVec(bytes);
export const Offer = struct("pallet_market::types::Offer", {
  unit: Unit,
  price_in: u64,
  price_out: u64,
  slots: u16,
  valid_until: u32,
  set_at: u32,
});
export type OfferValue = Infer<typeof Offer>;
export const Cause = enumeration("pallet_market::types::Cause", { Miner: [0], Deregistered: [1] });

const storage = storageOf("Market");
const subnet = identity(NetUid);
const hotkey = blake2_128Concat(AccountId32);

export const Offers = storage.optionalMap("Offers", [subnet, hotkey, blake2_128Concat(ModelName)], Offer, {
  docs: "(netuid, hotkey, model) → offer. Prices are rao per 1,000,000 units. Expired offers stay until they are replaced or cleared.",
});
export const OfferCount = storage.map("OfferCount", [subnet, hotkey], u8, 0, {
  docs: "Offers that a hotkey has in a subnet, expired ones too.",
});
