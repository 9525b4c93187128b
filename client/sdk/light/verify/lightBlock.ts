// A header with its votes and its producers, and whether they hold together by themselves: more than two thirds of the
// votes of the very set that the header names must have signed its hash.
import type { CryptoProvider } from "@plexus/core/crypto";
import { compareBytes } from "@plexus/core/scale";
import { SdkError } from "../../sdkError.js";
import { headerHash } from "../wire/headerHash.js";
import type { ProducerSet } from "../wire/producerSet.js";
import type { SignedHeader } from "../wire/signedHeader.js";
import { voteBytes } from "../wire/voteBytes.js";

export interface LightBlock extends SignedHeader {
  readonly height: number;
  readonly hash: Uint8Array;
  readonly set: ProducerSet;
}

/** How much of a set signed a header. Power as CometBFT counts it: a millionth of the votes in rao. */
export interface Tally {
  readonly signed: number;
  readonly of: number;
  readonly signedPower: bigint;
  readonly totalPower: bigint;
}

export const sameBytes = (one: Uint8Array, other: Uint8Array): boolean => compareBytes(one, other) === 0;

/** Hashes the header itself; what the server says its hash is does not count. Throws SdkError `BadHeader`. */
export function lightBlock(crypto: CryptoProvider, signed: SignedHeader, set: ProducerSet): LightBlock {
  const { header, commit } = signed;
  const hash = headerHash(crypto, header);
  const { height } = header;
  if (commit.height !== height || !sameBytes(commit.blockId.hash, hash))
    throw new SdkError("BadHeader", `the votes shown for header ${height} are for another one: it was changed`);
  if (!sameBytes(set.hash, header.producersHash))
    throw new SdkError("BadHeader", `the producers shown for header ${height} are not those that it names`);
  return { ...signed, height, hash, set };
}

/**
 * Checks every signature of the commit. Throws SdkError `OtherChain`, and `BadCommit` for a false signature or for not
 * more than two thirds of the votes.
 */
export function checkCommit(crypto: CryptoProvider, block: LightBlock, chainId: string): void {
  const { header, commit, set, height } = block;
  if (header.chainId !== chainId)
    throw new SdkError("OtherChain", `header ${height} is of the chain ${header.chainId}, not of ${chainId}`);
  if (commit.votes.length !== set.members.length)
    throw new SdkError(
      "BadCommit",
      `header ${height} has ${commit.votes.length} votes of ${set.members.length} producers`,
    );
  const { round, blockId } = commit;
  for (const [at, { kind, address, time, signature }] of commit.votes.entries()) {
    const member = set.members[at];
    if (kind !== "block" || member === undefined || time === undefined) continue;
    if (!sameBytes(address, member.address))
      throw new SdkError("BadCommit", `vote ${at} for header ${height} is not by the producer in that place`);
    const bytes = voteBytes({ chainId, height, round, blockId, time });
    if (!crypto.signing.verify("ed25519", signature, bytes, member.key))
      throw new SdkError("BadCommit", `the signature of producer ${at} under header ${height} is false`);
  }
  const { signedPower, totalPower } = tallyOf(block);
  if (signedPower * 3n > totalPower * 2n) return;
  const told = `only ${signedPower} of ${totalPower} votes signed header ${height}`;
  throw new SdkError("BadCommit", `${told}: more than two thirds are needed`);
}

/** Counts votes for the block as the commit shows them; their signatures are checked by `checkCommit`. */
export function tallyOf({ commit, set }: LightBlock): Tally {
  const voters = set.members.filter((_, at) => commit.votes[at]?.kind === "block");
  const signedPower = voters.reduce((sum, { power }) => sum + power, 0n);
  return { signed: voters.length, of: set.members.length, signedPower, totalPower: set.totalPower };
}
