// Registers a hotkey in a subnet for a burned fee (SubtensorModule.burned_register; stable.md 8).
import type { KeyPair } from "@plexus/core/crypto";
import type { PlexusClient } from "../connect.js";
import type { SubmitResult } from "../submit/outcome.js";
import type { SubmitOptions } from "../submit/submit.js";
import { accountId } from "./account.js";

export interface RegisterNeuronInput {
  readonly netuid: number;
  readonly hotkey: string;
}

/** Signed by the coldkey that will own the hotkey. */
export function registerNeuron(
  client: PlexusClient,
  key: KeyPair,
  input: RegisterNeuronInput,
  options?: SubmitOptions,
): Promise<SubmitResult> {
  const args = { netuid: input.netuid, hotkey: accountId(input.hotkey) };
  return client.submit({ pallet: "SubtensorModule", call: "burned_register", args }, key, options);
}
