// What must hold after every block (market.md 7).

import type { Invariant } from "@plexus/core/frame";
import { uidOf } from "../subtensor/registration/neurons.js";
import { MAX_OFFERS_PER_NEURON, OfferCount, Offers } from "./storage.js";

const countsAreTrue: Invariant = (ctx) => {
  const counted = new Map<string, number>();
  for (const [[netuid, hotkey], offer] of Offers.entries(ctx)) {
    const seller = `${netuid} ${hotkey}`;
    counted.set(seller, (counted.get(seller) ?? 0) + 1);
    if (uidOf(ctx, netuid, hotkey) === undefined)
      return `offer of ${hotkey}, which is not registered in subnet ${netuid}`;
    if (offer.set_at >= offer.valid_until)
      return `offer of ${hotkey} ends at ${offer.valid_until}, set at ${offer.set_at}`;
  }
  let sellers = 0;
  for (const [[netuid, hotkey], count] of OfferCount.entries(ctx)) {
    sellers++;
    if (count !== counted.get(`${netuid} ${hotkey}`) || count > MAX_OFFERS_PER_NEURON)
      return `OfferCount of ${hotkey} in ${netuid} is ${count}`;
  }
  return sellers === counted.size ? undefined : `${counted.size} sellers, ${sellers} counted`;
};

export const invariants: readonly Invariant[] = [countsAreTrue];
