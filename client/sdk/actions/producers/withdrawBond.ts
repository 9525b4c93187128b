// Takes back the bond that is free after unbonding (Producers.withdraw_bond).
import type { KeyPair } from "@plexus/core/crypto";
import type { PlexusClient } from "../../connect.js";
import type { SubmitResult } from "../../submit/outcome.js";
import type { SubmitOptions } from "../../submit/submit.js";
import { accountId } from "../account.js";

export interface WithdrawBondInput {
  /** SS58. */
  readonly hotkey: string;
}

/** Signed by the coldkey that owns the hotkey. */
export function withdrawBond(
  client: PlexusClient,
  key: KeyPair,
  input: WithdrawBondInput,
  options?: SubmitOptions,
): Promise<SubmitResult> {
  const args = { hotkey: accountId(input.hotkey) };
  return client.submit({ pallet: "Producers", call: "withdraw_bond", args }, key, options);
}
