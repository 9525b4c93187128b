// The question (architecture §3.13): randomness of a height, which the asker fixed before anybody could know it. Under
// CometBFT that is a height of a session that had not begun; a height's value differs from its neighbour's.

import type { ReadContext } from "@plexus/core/frame";
import { concatBytes, encode, fromHex, u32 } from "@plexus/core/scale";
import { currentSession } from "../producers/session.js";
import { BlockHash } from "../system/storage.js";
import { KEPT_BLOCKS } from "./mix.js";
import { Mixes, type SourceName } from "./storage.js";

export interface RandomnessValue {
  readonly value: Uint8Array;
  readonly source: SourceName;
}

/** The hash of the block itself. Its maker chooses it: unsafe wherever money hangs on it. */
function fromBlockHash(ctx: ReadContext, height: number): RandomnessValue | undefined {
  if (height === ctx.block.number - 1) return { value: fromHex(ctx.block.parentHash), source: "BlockHash" };
  return BlockHash.has(ctx, height) ? { value: fromHex(BlockHash.get(ctx, height)), source: "BlockHash" } : undefined;
}

/** Cost: sessions between now and the height, at most 4,096 blocks of them. */
function fromMix(ctx: ReadContext, height: number): RandomnessValue | undefined {
  for (let index = currentSession(ctx).index - 1; index >= 0; index--) {
    const mix = Mixes.get(ctx, index);
    if (!mix || mix.to < height) return undefined;
    if (height < mix.from) continue;
    const value = ctx.crypto.blake2b256(concatBytes(mix.value, encode(u32, height)));
    return { value, source: mix.source.type };
  }
  return undefined;
}

/** Undefined where the height's value does not stand yet, or no longer: it is kept for 4,096 blocks. */
export function randomnessAt(ctx: ReadContext, height: number): RandomnessValue | undefined {
  const age = ctx.block.number - height;
  if (!Number.isInteger(height) || height < 1 || age < 1 || age > KEPT_BLOCKS) return undefined;
  return ctx.chain.engine === "comet" ? fromMix(ctx, height) : fromBlockHash(ctx, height);
}
