// Offers a model at a price (Market.set_offer; spec market.md).
import type { KeyPair } from "@plexus/core/crypto";
import { utf8 } from "@plexus/core/scale";
import type { PlexusClient } from "../connect.js";
import type { SubmitResult } from "../submit/outcome.js";
import type { SubmitOptions } from "../submit/submit.js";

export interface SetOfferInput {
  readonly netuid: number;
  readonly model: string;
  /** Default Tokens. */
  readonly unit?: "Tokens" | "Images" | "Series";
  /** Rao per 1,000,000 units. */
  readonly priceIn: bigint;
  readonly priceOut: bigint;
  /** Requests that the miner takes at a time. */
  readonly slots: number;
  /** Blocks. */
  readonly validFor: number;
}

/** Signed by the miner's hotkey; free of fee. */
export function setOffer(
  client: PlexusClient,
  key: KeyPair,
  input: SetOfferInput,
  options?: SubmitOptions,
): Promise<SubmitResult> {
  const args = {
    netuid: input.netuid,
    model: utf8.encode(input.model),
    unit: { type: input.unit ?? "Tokens" },
    price_in: input.priceIn,
    price_out: input.priceOut,
    slots: input.slots,
    valid_for: input.validFor,
  };
  return client.submit({ pallet: "Market", call: "set_offer", args }, key, options);
}
