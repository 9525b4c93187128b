// Why an extrinsic did not enter the pool. The RPC turns these into the codes 1010 to 1016 that clients match
// (client-needs.json, substrate-wire.md §1.1).

import type { Validity } from "@plexus/core/runtime";
import type { Hex } from "@plexus/core/scale";

export type Refusal =
  | { reason: "invalid"; name: string; code?: number | undefined }
  | { reason: "unknown"; name: string; code?: number | undefined }
  | { reason: "banned" }
  | { reason: "alreadyImported"; hash: Hex }
  | { reason: "tooLowPriority"; old: bigint; new: bigint }
  | { reason: "immediatelyDropped" }
  | { reason: "tooLarge"; bytes: number; maximum: number };

export class PoolRefusal extends Error {
  override name = "PoolRefusal";
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(`the pool refused an extrinsic: ${refusal.reason}${"name" in refusal ? ` (${refusal.name})` : ""}`);
    this.refusal = refusal;
  }

  /** What the runtime has refused. */
  static of({ kind, name, code }: Exclude<Validity, { ok: true }>): PoolRefusal {
    return new PoolRefusal({ reason: kind === "Invalid" ? "invalid" : "unknown", name, code });
  }
}
