// Which CometBFT header answers a question: the newest one, if it is new, or the one that attests a block by its number.
import { SdkError } from "../sdkError.js";
import type { BlockSource } from "./fetchBlock.js";
import type { FollowTrust } from "./followTrust.js";
import type { LightRequestOptions } from "./lightRpc.js";
import type { LightBlock } from "./verify/lightBlock.js";
import { instantMs } from "./wire/instant.js";

export interface FindBlockInput {
  readonly source: BlockSource;
  readonly follow: FollowTrust;
  readonly maxAgeMs: number;
  readonly now: () => number;
}

const secondsOf = (ms: number) => `${Math.round(ms / 1_000)} s`;

async function newest(input: FindBlockInput, request: LightRequestOptions): Promise<LightBlock> {
  const { source, follow, maxAgeMs, now } = input;
  const claimed = await source.latestHeight(request);
  const known = follow.blocks.newest();
  if (known !== undefined && claimed < known.height)
    throw new SdkError("Stale", `the node's newest header is ${claimed}; header ${known.height} was signed before`);
  const block = await follow.reach(claimed, request);
  const ageMs = now() - instantMs(block.header.time);
  if (ageMs <= maxAgeMs) return block;
  const told = `the newest header that the node shows, ${block.height}, is ${secondsOf(ageMs)} old`;
  throw new SdkError("Stale", `${told}: the chain stands still, or the node hides what came after`, {
    data: { height: block.height, ageMs },
  });
}

/** The header after block `at` holds its hash. */
async function attesting(input: FindBlockInput, at: number, request: LightRequestOptions): Promise<LightBlock> {
  const { source, follow } = input;
  if (!Number.isInteger(at) || at < 0 || at >= 0xffff_ffff)
    throw new SdkError("BadInput", `${at} is no number of a block`);
  const known = follow.blocks.newest();
  if (known === undefined || known.height <= at) {
    const claimed = await source.latestHeight(request);
    if (claimed <= at)
      throw new SdkError("BadInput", `block ${at} is not signed yet; the newest that is, is ${claimed - 1}`);
  }
  return follow.reach(at + 1, request);
}

/** Throws SdkError `Stale`, `BadInput`, and all that following does. */
export function findBlock(
  input: FindBlockInput,
  at: number | undefined,
  request: LightRequestOptions,
): Promise<LightBlock> {
  return at === undefined ? newest(input, request) : attesting(input, at, request);
}
