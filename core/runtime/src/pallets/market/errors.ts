// Refusals in the order in which they are checked (market.md 3).

import { defineErrors } from "@plexus/core/frame";

export const errors = defineErrors({
  SubnetNotExists: "There is no subnet of this netuid.",
  NotRegistered: "The hotkey is not registered in this subnet.",
  BadModelName: "A model's name is 1 to 64 bytes of a-z 0-9 . _ : / -",
  PriceTooHigh: "A price is above MaxPrice (rao per 1,000,000 units).",
  BadSlots: "slots must be 1 to MaxSlots.",
  BadValidity: "valid_for must be 1 to MaxValidity blocks.",
  TooManyOffers: "The hotkey has MaxOffersPerNeuron offers here: clear one first.",
  ChangedTooSoon: "The offer was changed too recently: wait for MinChangeInterval blocks.",
  OfferNotFound: "The hotkey has no offer for this model here.",
});
