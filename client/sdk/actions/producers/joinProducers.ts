// Stands for election as a producer, with a bond (Producers.join). The hotkey must hold a seat on root.
import type { KeyPair } from "@plexus/core/crypto";
import type { PlexusClient } from "../../connect.js";
import type { SubmitResult } from "../../submit/outcome.js";
import type { SubmitOptions } from "../../submit/submit.js";
import { accountId } from "../account.js";

export interface JoinProducersInput {
  /** SS58. */
  readonly hotkey: string;
  /** ed25519, 32 bytes, and its signature over producerProofMessage, 64 bytes. */
  readonly consensusKey: Uint8Array;
  readonly proof: Uint8Array;
  readonly bondRao: bigint;
}

/** Signed by the coldkey that owns the hotkey. */
export function joinProducers(
  client: PlexusClient,
  key: KeyPair,
  input: JoinProducersInput,
  options?: SubmitOptions,
): Promise<SubmitResult> {
  const args = {
    hotkey: accountId(input.hotkey),
    consensus_key: input.consensusKey,
    proof: input.proof,
    bond: input.bondRao,
  };
  return client.submit({ pallet: "Producers", call: "join", args }, key, options);
}
