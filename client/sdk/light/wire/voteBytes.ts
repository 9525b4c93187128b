// What a producer signs when it votes for a block: a length, then CometBFT's CanonicalVote of kind precommit.
import { blockIdBytes } from "./headerHash.js";
import { type Instant, instantBytes } from "./instant.js";
import { fixedField, messageField, numberField, textField, varint } from "./protobuf.js";
import type { BlockId } from "./signedHeader.js";

const precommit = 2;

export interface SignedVote {
  readonly chainId: string;
  readonly height: number;
  readonly round: number;
  readonly blockId: BlockId;
  readonly time: Instant;
}

export function voteBytes({ chainId, height, round, blockId, time }: SignedVote): Uint8Array {
  const vote = [
    ...numberField(1, precommit),
    ...fixedField(2, height),
    ...fixedField(3, round),
    ...messageField(4, blockIdBytes(blockId)),
    ...messageField(5, instantBytes(time)),
    ...textField(6, chainId),
  ];
  return Uint8Array.from([...varint(vote.length), ...vote]);
}
