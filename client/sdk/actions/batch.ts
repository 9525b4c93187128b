// Several calls in one transaction (Utility.batch_all: all or nothing; force_batch: each for itself).
import type { KeyPair } from "@plexus/core/crypto";
import type { RuntimeCallValue } from "@plexus/core/frame";
import type { PlexusClient } from "../connect.js";
import type { SubmitResult } from "../submit/outcome.js";
import type { SubmitOptions } from "../submit/submit.js";

export interface BatchInput {
  readonly calls: readonly RuntimeCallValue[];
  /** Default true: one refusal undoes all. Otherwise the others stand, and `ok` is false with the first refusal. */
  readonly allOrNothing?: boolean;
}

export function batch(
  client: PlexusClient,
  key: KeyPair,
  input: BatchInput,
  options?: SubmitOptions,
): Promise<SubmitResult> {
  const call = (input.allOrNothing ?? true) ? "batch_all" : "force_batch";
  return client.submit({ pallet: "Utility", call, args: { calls: [...input.calls] } }, key, options);
}
