// Moves everything that can be moved (Balances.transfer_all).
import type { KeyPair } from "@plexus/core/crypto";
import type { PlexusClient } from "../connect.js";
import type { SubmitResult } from "../submit/outcome.js";
import type { SubmitOptions } from "../submit/submit.js";
import { multiAddress } from "./account.js";

export interface TransferAllInput {
  readonly to: string;
  /** Keeps the existential deposit behind. Default true. */
  readonly keepAlive?: boolean;
}

export function transferAll(
  client: PlexusClient,
  key: KeyPair,
  input: TransferAllInput,
  options?: SubmitOptions,
): Promise<SubmitResult> {
  const args = { dest: multiAddress(input.to), keep_alive: input.keepAlive ?? true };
  return client.submit({ pallet: "Balances", call: "transfer_all", args }, key, options);
}
