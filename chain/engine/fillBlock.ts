// Fills the next block from the pool: the inherent first, then what is ready, in its order, as long as there is room and
// time (architecture §4).

import type { PoolEntry } from "@plexus/chain/pool";
import type { Applied, BlockBuilder } from "@plexus/core/runtime";
import type { Hex } from "@plexus/core/scale";

export interface FillResult {
  extrinsics: Uint8Array[];
  /** Those that the runtime would not apply, to be thrown out of the pool. */
  rejected: Hex[];
}

export interface FillLimits {
  /** Stop taking more after so long: execution must leave time to commit and to be heard. */
  deadlineMs: number;
  now(): number;
}

/** The runtime failed on an extrinsic instead of refusing it: a bug of ours. The half-built block is worthless. */
export class FaultyExtrinsic extends Error {
  override name = "FaultyExtrinsic";
  readonly hash: Hex;
  constructor(hash: Hex, cause: unknown) {
    super(`the runtime failed on the extrinsic ${hash}`, { cause });
    this.hash = hash;
  }
}

/** After so many that do not fit, the block counts as full. */
const MISFITS_UNTIL_FULL = 32;

/** Throws FaultyExtrinsic; then the builder must be thrown away. */
export function fillBlock(
  builder: BlockBuilder,
  inherent: Uint8Array,
  ready: Iterable<PoolEntry>,
  limits: FillLimits,
): FillResult {
  const first = builder.apply(inherent);
  if (!first.applicable)
    throw new Error(`the time of the block was refused: ${first.validity.name} ${first.validity.message}`);
  if (!first.outcome.ok)
    throw new Error(`setting the time of the block failed: ${JSON.stringify(first.outcome.error)}`);
  const extrinsics = [inherent];
  const rejected: Hex[] = [];
  let misfits = 0;
  for (const entry of ready) {
    if (limits.now() >= limits.deadlineMs || misfits >= MISFITS_UNTIL_FULL) break;
    if (entry.bytes.length > builder.remainingBytes) {
      misfits++;
      continue;
    }
    const applied = applyOrBlame(builder, entry);
    if (applied.applicable) extrinsics.push(entry.bytes);
    else if (applied.validity.name === "ExhaustsResources") misfits++;
    else if (applied.validity.name !== "Future") rejected.push(entry.hash);
  }
  return { extrinsics, rejected };
}

function applyOrBlame(builder: BlockBuilder, entry: PoolEntry): Applied {
  try {
    return builder.apply(entry.bytes);
  } catch (error) {
    throw new FaultyExtrinsic(entry.hash, error);
  }
}
