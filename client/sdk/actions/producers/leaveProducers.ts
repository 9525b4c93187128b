// Stands for election no longer (Producers.leave); an elected producer goes on to the end of the session.
import type { KeyPair } from "@plexus/core/crypto";
import type { PlexusClient } from "../../connect.js";
import type { SubmitResult } from "../../submit/outcome.js";
import type { SubmitOptions } from "../../submit/submit.js";
import { accountId } from "../account.js";

export interface LeaveProducersInput {
  /** SS58. */
  readonly hotkey: string;
}

/** Signed by the coldkey that owns the hotkey. */
export function leaveProducers(
  client: PlexusClient,
  key: KeyPair,
  input: LeaveProducersInput,
  options?: SubmitOptions,
): Promise<SubmitResult> {
  const args = { hotkey: accountId(input.hotkey) };
  return client.submit({ pallet: "Producers", call: "leave", args }, key, options);
}
