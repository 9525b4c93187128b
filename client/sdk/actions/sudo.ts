// Runs a call as Root (Sudo.sudo); development chains only.
import type { KeyPair } from "@plexus/core/crypto";
import type { RuntimeCallValue } from "@plexus/core/frame";
import type { PlexusClient } from "../connect.js";
import type { SubmitResult } from "../submit/outcome.js";
import type { SubmitOptions } from "../submit/submit.js";

export function sudo(
  client: PlexusClient,
  key: KeyPair,
  call: RuntimeCallValue,
  options?: SubmitOptions,
): Promise<SubmitResult> {
  return client.submit({ pallet: "Sudo", call: "sudo", args: { call } }, key, options);
}
