// Puts TAO behind a hotkey (SubtensorModule.add_stake; stable.md 2).
import type { KeyPair } from "@plexus/core/crypto";
import type { PlexusClient } from "../connect.js";
import type { SubmitResult } from "../submit/outcome.js";
import type { SubmitOptions } from "../submit/submit.js";
import { accountId } from "./account.js";

export interface AddStakeInput {
  readonly hotkey: string;
  readonly amountRao: bigint;
  /** Stable stake is held on netuid 0 and counts in every stable subnet. Default 0. */
  readonly netuid?: number;
}

/** Signed by the coldkey. */
export function addStake(
  client: PlexusClient,
  key: KeyPair,
  input: AddStakeInput,
  options?: SubmitOptions,
): Promise<SubmitResult> {
  const args = { hotkey: accountId(input.hotkey), netuid: input.netuid ?? 0, amount_staked: input.amountRao };
  return client.submit({ pallet: "SubtensorModule", call: "add_stake", args }, key, options);
}
