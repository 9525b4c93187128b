// What a miner commits to before it is asked: model, hash and size of its weights (Commitments.set_commitment; market.md 7).
import type { KeyPair } from "@plexus/core/crypto";
import { fromHex, utf8 } from "@plexus/core/scale";
import type { PlexusClient } from "../connect.js";
import { SdkError } from "../sdkError.js";
import type { SubmitResult } from "../submit/outcome.js";
import type { SubmitOptions } from "../submit/submit.js";

export interface ModelCommitment {
  readonly model: string;
  /** Of the weights, lower hex. */
  readonly sha256: string;
  readonly bytes: number;
}

export interface SetCommitmentInput extends ModelCommitment {
  readonly netuid: number;
}

function raw(text: string): { type: string; value: Uint8Array } {
  const value = utf8.encode(text);
  if (value.length > 128)
    throw new SdkError("BadInput", `${value.length} bytes do not fit a commitment's field of 128`);
  return { type: `Raw${value.length}`, value };
}

/** Signed by the miner's hotkey; free of fee. */
export async function setCommitment(
  client: PlexusClient,
  key: KeyPair,
  input: SetCommitmentInput,
  options?: SubmitOptions,
): Promise<SubmitResult> {
  const { netuid, model, sha256, bytes } = input;
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new SdkError("BadInput", "a sha256 has 64 lower-case hex digits");
  if (!Number.isSafeInteger(bytes) || bytes < 0) throw new SdkError("BadInput", "a size is a whole number of bytes");
  const fields = [raw(model), { type: "Sha256", value: fromHex(sha256) }, raw(String(bytes))];
  return client.submit(
    { pallet: "Commitments", call: "set_commitment", args: { netuid, info: { fields } } },
    key,
    options,
  );
}
