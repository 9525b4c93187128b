// A validator's scores (SubtensorModule.set_mechanism_weights, as every SDK sends them; target.md §3.4).
import type { KeyPair } from "@plexus/core/crypto";
import type { PlexusClient } from "../connect.js";
import { SdkError } from "../sdkError.js";
import type { SubmitResult } from "../submit/outcome.js";
import type { SubmitOptions } from "../submit/submit.js";

export interface SetWeightsInput {
  /** 0: a root validator's vote over subnets; `uid` is then a netuid. */
  readonly netuid: number;
  /** Any non-negative numbers; only their proportions count. */
  readonly weights: readonly { readonly uid: number; readonly weight: number }[];
  /** Must be at least the subnet's. Default 0. */
  readonly versionKey?: bigint;
}

/** As u16, the greatest 65,535, zeros left out. Throws SdkError `BadInput` where nothing is left or a weight is no number. */
export function quantiseWeights(weights: SetWeightsInput["weights"]): { dests: number[]; values: number[] } {
  const greatest = Math.max(0, ...weights.map(({ weight }) => weight));
  if (!weights.every(({ weight }) => Number.isFinite(weight) && weight >= 0) || greatest === 0) {
    throw new SdkError("BadInput", "weights must be non-negative numbers, one of them above zero");
  }
  const rounded = weights.map(({ uid, weight }) => ({ uid, value: Math.round((weight / greatest) * 65_535) }));
  const kept = rounded.filter(({ value }) => value > 0).sort((one, other) => one.uid - other.uid);
  return { dests: kept.map(({ uid }) => uid), values: kept.map(({ value }) => value) };
}

/** Signed by the validator's hotkey; free of fee. */
export async function setWeights(
  client: PlexusClient,
  key: KeyPair,
  input: SetWeightsInput,
  options?: SubmitOptions,
): Promise<SubmitResult> {
  const { dests, values } = quantiseWeights(input.weights);
  const args = { netuid: input.netuid, mecid: 0, dests, weights: values, version_key: input.versionKey ?? 0n };
  return client.submit({ pallet: "SubtensorModule", call: "set_mechanism_weights", args }, key, options);
}
