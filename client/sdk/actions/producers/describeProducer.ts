// What a producer calls itself (Producers.describe, from rules 463 on). It proves nothing.
import type { KeyPair } from "@plexus/core/crypto";
import { utf8 } from "@plexus/core/scale";
import type { PlexusClient } from "../../connect.js";
import { SdkError } from "../../sdkError.js";
import type { SubmitResult } from "../../submit/outcome.js";
import type { SubmitOptions } from "../../submit/submit.js";
import { accountId } from "../account.js";

export interface DescribeProducerInput {
  /** SS58. */
  readonly hotkey: string;
  /** At most 64 bytes of UTF-8 without control characters; empty takes the name back. */
  readonly name: string;
}

/** Signed by the coldkey that owns the hotkey. Throws SdkError `BadInput` where the chain runs older rules. */
export async function describeProducer(
  client: PlexusClient,
  key: KeyPair,
  input: DescribeProducerInput,
  options?: SubmitOptions,
): Promise<SubmitResult> {
  const { assembly, version } = client.declarations;
  const calls = assembly.pallets.find(({ name }) => name === "Producers")?.calls ?? [];
  if (!calls.some(({ call }) => call.name === "describe"))
    throw new SdkError("BadInput", `producers have names from rules 463 on; this chain runs ${version.specVersion}`);
  const args = { hotkey: accountId(input.hotkey), name: utf8.encode(input.name) };
  return client.submit({ pallet: "Producers", call: "describe", args }, key, options);
}
