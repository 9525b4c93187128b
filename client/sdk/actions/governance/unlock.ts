// Clears an account's ended locks and votes on decided proposals (Governance.unlock). Stake is free at its block without it.
import type { KeyPair } from "@plexus/core/crypto";
import type { PlexusClient } from "../../connect.js";
import type { SubmitResult } from "../../submit/outcome.js";
import type { SubmitOptions } from "../../submit/submit.js";
import { accountId } from "../account.js";

export interface UnlockInput {
  /** SS58; the signer's own where left out. */
  readonly target?: string;
}

export function unlock(
  client: PlexusClient,
  key: KeyPair,
  { target = key.address }: UnlockInput = {},
  options?: SubmitOptions,
): Promise<SubmitResult> {
  return client.submit({ pallet: "Governance", call: "unlock", args: { target: accountId(target) } }, key, options);
}
