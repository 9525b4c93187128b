// Market (101): what a miner offers, at what price (market.md). See README.md.

import { constant, definePallet } from "@plexus/core/frame";
import { u8, u16, u32, u64 } from "@plexus/core/scale";
import { marketApi } from "./api.js";
import { clearOffer } from "./calls/clearOffer.js";
import { setOffer } from "./calls/setOffer.js";
import { errors } from "./errors.js";
import { events } from "./events.js";
import { invariants } from "./invariants.js";
import { marketListener } from "./listener.js";
import {
  MAX_MODEL_NAME_BYTES,
  MAX_OFFERS_PER_NEURON,
  MAX_PRICE,
  MAX_SLOTS,
  MAX_VALIDITY_BLOCKS,
  MIN_CHANGE_INTERVAL_BLOCKS,
  OfferCount,
  Offers,
  UNITS_PER_PRICE,
} from "./storage.js";

export { marketListener };

export const market = definePallet({
  name: "Market",
  index: 101,
  docs: "What miners offer, at what price.",
  slices: [
    {
      storage: [Offers, OfferCount],
      calls: [setOffer, clearOffer],
      events,
      errors,
      constants: [
        constant("MaxOffersPerNeuron", u8, MAX_OFFERS_PER_NEURON, "Offers that a hotkey may have in a subnet."),
        constant("MaxModelName", u32, MAX_MODEL_NAME_BYTES, "Longest name of a model, in bytes."),
        constant("MaxPrice", u64, MAX_PRICE, "Highest price, rao per UnitsPerPrice units."),
        constant("MaxSlots", u16, MAX_SLOTS, "Most requests at a time that an offer may promise."),
        constant("MaxValidity", u32, MAX_VALIDITY_BLOCKS, "Longest life of an offer, in blocks."),
        constant("MinChangeInterval", u32, MIN_CHANGE_INTERVAL_BLOCKS, "Blocks between changes of an offer."),
        constant("UnitsPerPrice", u64, UNITS_PER_PRICE, "Units that a price is for."),
      ],
      apis: [marketApi],
      invariants,
    },
  ],
  numbers: { calls: { set_offer: 0, clear_offer: 1 }, events: { OfferSet: 0, OfferCleared: 1 } },
});
