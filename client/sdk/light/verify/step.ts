// From a header that is trusted to a later one. To the next one the trusted header itself names who signs. Over a gap, more
// than a third of the votes trusted before must be among the signatures: then at least one honest producer vouches for
// the new set, as long as no more than a third lie and the trusted header is not too old.
import type { CryptoProvider } from "@plexus/core/crypto";
import { toHex } from "@plexus/core/scale";
import { SdkError } from "../../sdkError.js";
import { instantMs, isBefore } from "../wire/instant.js";
import { checkCommit, type LightBlock, sameBytes } from "./lightBlock.js";

export interface TrustPolicy {
  readonly chainId: string;
  /** How long a header is trusted after its time; no longer than an offence can be punished, or a liar has nothing to lose. */
  readonly trustPeriodMs: number;
  /** How far a header may be ahead of the clock here. */
  readonly maxClockDriftMs: number;
}

export function isExpired(block: LightBlock, { trustPeriodMs }: TrustPolicy, nowMs: number): boolean {
  return instantMs(block.header.time) + trustPeriodMs <= nowMs;
}

/** Throws SdkError `TrustExpired`. */
export function checkAge(block: LightBlock, policy: TrustPolicy, nowMs: number): void {
  if (!isExpired(block, policy, nowMs)) return;
  const days = (nowMs - instantMs(block.header.time)) / 86_400_000;
  throw new SdkError(
    "TrustExpired",
    `the trusted header ${block.height} is ${days.toFixed(1)} days old, too old to go on from: get a newer one from somebody you trust`,
  );
}

/** Throws SdkError `BadHeader`: a header from the future is a forged one, or the clock here is wrong. */
export function checkClock(block: LightBlock, { maxClockDriftMs }: TrustPolicy, nowMs: number): void {
  const aheadMs = instantMs(block.header.time) - nowMs;
  if (aheadMs < maxClockDriftMs) return;
  throw new SdkError("BadHeader", `header ${block.height} is ${Math.round(aheadMs / 1_000)} s ahead of the clock here`);
}

/** Votes of the trusted set that the commit claims; what is false in the claim is found by `checkCommit`. */
function claimedPower(trusted: LightBlock, next: LightBlock): bigint {
  const voters = new Set(
    next.commit.votes.flatMap(({ kind }, at) => {
      const member = next.set.members[at];
      return kind === "block" && member !== undefined ? [toHex(member.key)] : [];
    }),
  );
  return trusted.set.members.reduce((sum, { key, power }) => (voters.has(toHex(key)) ? sum + power : sum), 0n);
}

/**
 * True: `next` may be trusted. False: the gap is too wide, a header between is needed.
 * Throws SdkError `TrustExpired`, `BadHeader`, `BadCommit`, `OtherChain`.
 */
export function checkStep(
  crypto: CryptoProvider,
  trusted: LightBlock,
  next: LightBlock,
  policy: TrustPolicy,
  nowMs: number,
): boolean {
  checkAge(trusted, policy, nowMs);
  checkClock(next, policy, nowMs);
  if (next.height <= trusted.height || !isBefore(trusted.header.time, next.header.time))
    throw new SdkError("BadHeader", `header ${next.height} is not later than the trusted header ${trusted.height}`);
  if (next.height === trusted.height + 1) {
    if (!sameBytes(next.header.producersHash, trusted.header.nextProducersHash))
      throw new SdkError(
        "BadHeader",
        `header ${next.height} is by other producers than header ${trusted.height} named`,
      );
  } else if (claimedPower(trusted, next) * 3n <= trusted.set.totalPower) return false;
  checkCommit(crypto, next, policy.chainId);
  return true;
}
