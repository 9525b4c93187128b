// Moves TAO (Balances.transfer_keep_alive, transfer_allow_death).
import type { KeyPair } from "@plexus/core/crypto";
import type { RuntimeCallValue } from "@plexus/core/frame";
import type { PlexusClient } from "../connect.js";
import type { SubmitResult } from "../submit/outcome.js";
import type { SubmitOptions } from "../submit/submit.js";
import { multiAddress } from "./account.js";

export interface TransferInput {
  readonly to: string;
  readonly amountRao: bigint;
  /** Lets the sender's account end if less than the existential deposit would remain. Default false. */
  readonly allowDeath?: boolean;
}

/** The call alone, for batches. */
export function transferCall({ to, amountRao, allowDeath = false }: TransferInput): RuntimeCallValue {
  const call = allowDeath ? "transfer_allow_death" : "transfer_keep_alive";
  return { pallet: "Balances", call, args: { dest: multiAddress(to), value: amountRao } };
}

export function transfer(
  client: PlexusClient,
  key: KeyPair,
  input: TransferInput,
  options?: SubmitOptions,
): Promise<SubmitResult> {
  return client.submit(transferCall(input), key, options);
}
