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
  /** Bytes of all extrinsics, with what an engine adds to each. */
  maxBytes: number;
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

/** What CometBFT's encoding adds to an extrinsic at most: a tag and its length. */
export const EXTRINSIC_OVERHEAD_BYTES = 8;

/** After so many that do not fit, the block counts as full. */
const MISFITS_UNTIL_FULL = 32;

/** Throws FaultyExtrinsic; then the builder must be thrown away. */
export function fillBlock(
  builder: BlockBuilder,
  inherents: readonly Uint8Array[],
  ready: Iterable<PoolEntry>,
  limits: FillLimits,
): FillResult {
  const extrinsics = inherents.filter((inherent, index) => applyInherent(builder, inherent, index));
  let bytesLeft = extrinsics.reduce((left, each) => left - costOf(each), limits.maxBytes);
  const rejected: Hex[] = [];
  let misfits = 0;
  for (const entry of ready) {
    if (limits.now() >= limits.deadlineMs || misfits >= MISFITS_UNTIL_FULL) break;
    if (entry.bytes.length > builder.remainingBytes || costOf(entry.bytes) > bytesLeft) {
      misfits++;
      continue;
    }
    const applied = applyOrBlame(builder, entry);
    if (applied.applicable) {
      extrinsics.push(entry.bytes);
      bytesLeft -= costOf(entry.bytes);
    } else if (applied.validity.name === "ExhaustsResources") misfits++;
    else if (applied.validity.name !== "Future") rejected.push(entry.hash);
  }
  return { extrinsics, rejected };
}

const costOf = (extrinsic: Uint8Array): number => extrinsic.length + EXTRINSIC_OVERHEAD_BYTES;

/** Time and note must be in the block. The beacon (2) is the author's own choice: refused, it is left out. */
function applyInherent(builder: BlockBuilder, inherent: Uint8Array, index: number): boolean {
  const applied = builder.apply(inherent);
  if (applied.applicable) return true;
  if (index === 2) return false;
  throw new Error(`inherent ${index} of the block was refused: ${applied.validity.name} ${applied.validity.message}`);
}

function applyOrBlame(builder: BlockBuilder, entry: PoolEntry): Applied {
  try {
    return builder.apply(entry.bytes);
  } catch (error) {
    throw new FaultyExtrinsic(entry.hash, error);
  }
}
