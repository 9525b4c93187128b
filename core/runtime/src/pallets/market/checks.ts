// The checks of both calls, in the order of their errors (market.md 3). The pool runs the same.

import { ensure, ensureSigned, type Origin, type ReadContext } from "@plexus/core/frame";
import type { Hex } from "@plexus/core/scale";
import { uidOf } from "../subtensor/registration/neurons.js";
import { subnetExists } from "../subtensor/subnets/networks.js";
import { errors } from "./errors.js";
import {
  MAX_MODEL_NAME_BYTES,
  MAX_OFFERS_PER_NEURON,
  MAX_PRICE,
  MAX_SLOTS,
  MAX_VALIDITY_BLOCKS,
  MIN_CHANGE_INTERVAL_BLOCKS,
  OfferCount,
  Offers,
  type OfferValue,
} from "./storage.js";

const NAME = /^[a-z0-9._:/-]+$/;

function isModelName(model: Uint8Array): boolean {
  return model.length <= MAX_MODEL_NAME_BYTES && NAME.test(String.fromCharCode(...model));
}

/** Who signs, where, and which model: errors 0 to 2. Returns the hotkey. */
function ensureSeller(ctx: ReadContext, origin: Origin, netuid: number, model: Uint8Array): Hex {
  const hotkey = ensureSigned(origin);
  ensure(subnetExists(ctx, netuid), errors.SubnetNotExists);
  ensure(uidOf(ctx, netuid, hotkey) !== undefined, errors.NotRegistered);
  ensure(isModelName(model), errors.BadModelName);
  return hotkey;
}

function ensureNotTooSoon(ctx: ReadContext, offer: OfferValue): void {
  ensure(ctx.block.number - offer.set_at >= MIN_CHANGE_INTERVAL_BLOCKS, errors.ChangedTooSoon);
}

export interface OfferTerms {
  readonly netuid: number;
  readonly model: Uint8Array;
  readonly unit: OfferValue["unit"];
  readonly price_in: bigint;
  readonly price_out: bigint;
  readonly slots: number;
  readonly valid_for: number;
}

/** Returns the hotkey, and whether the offer is a new one. */
export function checkSet(
  ctx: ReadContext,
  origin: Origin,
  terms: OfferTerms,
): { readonly hotkey: Hex; readonly isNew: boolean } {
  const { netuid, model, price_in, price_out, slots, valid_for } = terms;
  const hotkey = ensureSeller(ctx, origin, netuid, model);
  ensure(price_in <= MAX_PRICE && price_out <= MAX_PRICE, errors.PriceTooHigh);
  ensure(slots >= 1 && slots <= MAX_SLOTS, errors.BadSlots);
  ensure(valid_for >= 1 && valid_for <= MAX_VALIDITY_BLOCKS, errors.BadValidity);
  const before = Offers.get(ctx, netuid, hotkey, model);
  ensure(before !== undefined || OfferCount.get(ctx, netuid, hotkey) < MAX_OFFERS_PER_NEURON, errors.TooManyOffers);
  if (before) ensureNotTooSoon(ctx, before);
  return { hotkey, isNew: before === undefined };
}

/** Returns the hotkey. */
export function checkClear(
  ctx: ReadContext,
  origin: Origin,
  { netuid, model }: Pick<OfferTerms, "netuid" | "model">,
): Hex {
  const hotkey = ensureSeller(ctx, origin, netuid, model);
  const before = Offers.get(ctx, netuid, hotkey, model);
  if (before) ensureNotTooSoon(ctx, before);
  ensure(before !== undefined, errors.OfferNotFound);
  return hotkey;
}
