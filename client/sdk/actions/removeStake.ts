// Takes TAO back from behind a hotkey (SubtensorModule.remove_stake; stable.md 2).
import type { KeyPair } from "@plexus/core/crypto";
import type { PlexusClient } from "../connect.js";
import type { SubmitResult } from "../submit/outcome.js";
import type { SubmitOptions } from "../submit/submit.js";
import { accountId } from "./account.js";

export interface RemoveStakeInput {
  readonly hotkey: string;
  readonly amountRao: bigint;
  /** Default 0. */
  readonly netuid?: number;
}

/** Signed by the coldkey. */
export function removeStake(
  client: PlexusClient,
  key: KeyPair,
  input: RemoveStakeInput,
  options?: SubmitOptions,
): Promise<SubmitResult> {
  const args = { hotkey: accountId(input.hotkey), netuid: input.netuid ?? 0, amount_unstaked: input.amountRao };
  return client.submit({ pallet: "SubtensorModule", call: "remove_stake", args }, key, options);
}
