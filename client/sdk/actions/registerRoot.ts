// Takes a seat among the validators of subnet 0 (SubtensorModule.root_register; stable.md 8).
import type { KeyPair } from "@plexus/core/crypto";
import type { PlexusClient } from "../connect.js";
import type { SubmitResult } from "../submit/outcome.js";
import type { SubmitOptions } from "../submit/submit.js";
import { accountId } from "./account.js";

export interface RegisterRootInput {
  readonly hotkey: string;
}

/** Signed by the coldkey that owns the hotkey. */
export function registerRoot(
  client: PlexusClient,
  key: KeyPair,
  input: RegisterRootInput,
  options?: SubmitOptions,
): Promise<SubmitResult> {
  const args = { hotkey: accountId(input.hotkey) };
  return client.submit({ pallet: "SubtensorModule", call: "root_register", args }, key, options);
}
