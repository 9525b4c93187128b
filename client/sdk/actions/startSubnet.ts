// Starts a subnet's emission, once (SubtensorModule.start_call; stable.md 8).
import type { KeyPair } from "@plexus/core/crypto";
import type { PlexusClient } from "../connect.js";
import type { SubmitResult } from "../submit/outcome.js";
import type { SubmitOptions } from "../submit/submit.js";

export interface StartSubnetInput {
  readonly netuid: number;
}

/** Signed by the subnet's owner. */
export function startSubnet(
  client: PlexusClient,
  key: KeyPair,
  input: StartSubnetInput,
  options?: SubmitOptions,
): Promise<SubmitResult> {
  const args = { netuid: input.netuid };
  return client.submit({ pallet: "SubtensorModule", call: "start_call", args }, key, options);
}
