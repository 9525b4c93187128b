// Adds to a producer's bond (Producers.bond_more); it counts at the next election.
import type { KeyPair } from "@plexus/core/crypto";
import type { PlexusClient } from "../../connect.js";
import type { SubmitResult } from "../../submit/outcome.js";
import type { SubmitOptions } from "../../submit/submit.js";
import { accountId } from "../account.js";

export interface AddBondInput {
  /** SS58. */
  readonly hotkey: string;
  readonly amountRao: bigint;
}

/** Signed by the coldkey that owns the hotkey. */
export function addBond(
  client: PlexusClient,
  key: KeyPair,
  input: AddBondInput,
  options?: SubmitOptions,
): Promise<SubmitResult> {
  const args = { hotkey: accountId(input.hotkey), amount: input.amountRao };
  return client.submit({ pallet: "Producers", call: "bond_more", args }, key, options);
}
