// Market events (market.md 4).

import { structEvent } from "@plexus/core/frame";
import { AccountId32, NetUid } from "../../primitives.js";
import { Cause, ModelName, Offer } from "./storage.js";

const about = { netuid: NetUid, hotkey: AccountId32, model: ModelName };

export const events = {
  OfferSet: structEvent({ ...about, offer: Offer }, "A miner made or changed an offer."),
  OfferCleared: structEvent({ ...about, cause: Cause }, "An offer is gone: its miner withdrew it, or lost its place."),
};
