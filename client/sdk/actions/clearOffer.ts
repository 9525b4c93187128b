// Takes an offer back (Market.clear_offer; spec market.md).
import type { KeyPair } from "@plexus/core/crypto";
import { utf8 } from "@plexus/core/scale";
import type { PlexusClient } from "../connect.js";
import type { SubmitResult } from "../submit/outcome.js";
import type { SubmitOptions } from "../submit/submit.js";

export interface ClearOfferInput {
  readonly netuid: number;
  readonly model: string;
}

/** Signed by the miner's hotkey; free of fee. */
export function clearOffer(
  client: PlexusClient,
  key: KeyPair,
  input: ClearOfferInput,
  options?: SubmitOptions,
): Promise<SubmitResult> {
  const args = { netuid: input.netuid, model: utf8.encode(input.model) };
  return client.submit({ pallet: "Market", call: "clear_offer", args }, key, options);
}
