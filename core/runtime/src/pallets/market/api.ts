// MarketRuntimeApi (market.md 6): live offers, and what a request would cost by one.

import { apiMethod, type ReadContext, type RuntimeApi } from "@plexus/core/frame";
import { compareBytes, type Hex, type Infer, option, struct, u16, u32, u64, vec } from "@plexus/core/scale";
import { AccountId32, NetUid } from "../../primitives.js";
import { uidOf } from "../subtensor/registration/neurons.js";
import { NumberItem } from "../system/storage.js";
import { ModelName, Offers, type OfferValue, UNITS_PER_PRICE, Unit } from "./storage.js";

const U64_MAX = (1n << 64n) - 1n;

export const OfferInfo = struct("pallet_market::types::OfferInfo", {
  netuid: NetUid,
  uid: u16,
  hotkey: AccountId32,
  model: ModelName,
  unit: Unit,
  price_in: u64,
  price_out: u64,
  slots: u16,
  valid_until: u32,
  set_at: u32,
});
export type OfferInfoValue = Infer<typeof OfferInfo>;

/** The offer with its miner's uid, if live at the block whose state is asked. */
function liveOffer(
  ctx: ReadContext,
  netuid: number,
  hotkey: Hex,
  model: Uint8Array,
  offer: OfferValue | undefined,
): OfferInfoValue | undefined {
  const uid = uidOf(ctx, netuid, hotkey);
  if (!offer || uid === undefined || NumberItem.get(ctx) > offer.valid_until) return undefined;
  return { netuid, uid, hotkey, model, ...offer };
}

/** By uid, then by the bytes of the model's name. */
function offersOf(ctx: ReadContext, netuid: number): OfferInfoValue[] {
  const live = Array.from(Offers.entries(ctx, netuid)).flatMap(
    ([[, hotkey, model], offer]) => liveOffer(ctx, netuid, hotkey, model, offer) ?? [],
  );
  return live.sort((a, b) => a.uid - b.uid || compareBytes(a.model, b.model));
}

/** Rounded up once, at the end. Undefined where it exceeds a u64. */
export function priceOf(
  offer: Pick<OfferValue, "price_in" | "price_out">,
  unitsIn: bigint,
  unitsOut: bigint,
): bigint | undefined {
  const price = (unitsIn * offer.price_in + unitsOut * offer.price_out + UNITS_PER_PRICE - 1n) / UNITS_PER_PRICE;
  return price > U64_MAX ? undefined : price;
}

const one = { netuid: NetUid, hotkey: AccountId32, model: ModelName };

export const getOffers = apiMethod(
  { netuid: NetUid },
  vec(OfferInfo),
  "All live offers in a subnet, by (uid, model).",
  (ctx, { netuid }) => offersOf(ctx, netuid),
);

export const getOffer = apiMethod(one, option(OfferInfo), "One live offer.", (ctx, { netuid, hotkey, model }) =>
  liveOffer(ctx, netuid, hotkey, model, Offers.get(ctx, netuid, hotkey, model)),
);

export const getPrice = apiMethod(
  { ...one, units_in: u64, units_out: u64 },
  option(u64),
  "rao that a request costs by a live offer, rounded up.",
  (ctx, { netuid, hotkey, model, units_in, units_out }) => {
    const offer = liveOffer(ctx, netuid, hotkey, model, Offers.get(ctx, netuid, hotkey, model));
    return offer && priceOf(offer, units_in, units_out);
  },
);

export const marketApi: RuntimeApi = {
  name: "MarketRuntimeApi",
  version: 1,
  docs: "What miners offer.",
  methods: { get_offers: getOffers, get_offer: getOffer, get_price: getPrice } as unknown as RuntimeApi["methods"],
};
