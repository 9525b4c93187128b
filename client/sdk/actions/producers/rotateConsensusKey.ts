// Puts another consensus key in the place of a producer's old one (Producers.rotate_key).
import type { KeyPair } from "@plexus/core/crypto";
import type { PlexusClient } from "../../connect.js";
import type { SubmitResult } from "../../submit/outcome.js";
import type { SubmitOptions } from "../../submit/submit.js";
import { accountId } from "../account.js";

export interface RotateConsensusKeyInput {
  /** SS58. */
  readonly hotkey: string;
  /** ed25519, 32 bytes, and its signature over producerProofMessage, 64 bytes. */
  readonly consensusKey: Uint8Array;
  readonly proof: Uint8Array;
}

/** Signed by the coldkey that owns the hotkey. */
export function rotateConsensusKey(
  client: PlexusClient,
  key: KeyPair,
  input: RotateConsensusKeyInput,
  options?: SubmitOptions,
): Promise<SubmitResult> {
  const args = { hotkey: accountId(input.hotkey), consensus_key: input.consensusKey, proof: input.proof };
  return client.submit({ pallet: "Producers", call: "rotate_key", args }, key, options);
}
