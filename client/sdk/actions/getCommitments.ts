// What the neurons of a subnet have committed to (Commitments.CommitmentOf; market.md 7).
import { commitments } from "@plexus/core/runtime";
import { toHex } from "@plexus/core/scale";
import type { PlexusClient } from "../connect.js";
import { addressOf } from "./account.js";
import { type AtOptions, textOf } from "./readApi.js";
import type { ModelCommitment } from "./setCommitment.js";

export interface NeuronCommitment {
  readonly hotkey: string;
  /** Block in which it was made. */
  readonly block: number;
  /** Undefined where the fields are not those of a model. */
  readonly commitment: ModelCommitment | undefined;
}

interface Field {
  readonly type: string;
  readonly value?: unknown;
}

function readModel(fields: readonly Field[]): ModelCommitment | undefined {
  const [model, hash, size] = fields;
  if (!model?.type.startsWith("Raw") || hash?.type !== "Sha256" || !size?.type.startsWith("Raw")) return undefined;
  const bytes = Number(textOf(size.value as Uint8Array));
  if (!Number.isSafeInteger(bytes) || bytes < 0) return undefined;
  return { model: textOf(model.value as Uint8Array), sha256: toHex(hash.value as Uint8Array).slice(2), bytes };
}

export async function getCommitments(
  client: PlexusClient,
  netuid: number,
  options?: AtOptions,
): Promise<NeuronCommitment[]> {
  const rows = await client.queryMap(commitments.CommitmentOf, [netuid], options);
  return rows.map(([[, hotkey], { block, info }]) => ({
    hotkey: addressOf(hotkey),
    block,
    commitment: readModel(info.fields),
  }));
}
