// Who makes the next session's blocks: a pure function of bonds, stakes and numbers, the same at genesis and later.

import { compareBytes, fromHex, type Hex } from "@plexus/core/scale";
import { capShares } from "./capShares.js";
import type { ElectedValue } from "./storage.js";

export interface Candidate {
  readonly hotkey: Hex;
  readonly consensusKey: Uint8Array;
  readonly bondRao: bigint;
  /** All stake on the hotkey, its own and delegated. */
  readonly stakeRao: bigint;
}

export interface ElectionRules {
  readonly minimumBondRao: bigint;
  readonly maxProducers: number;
  readonly bondMultiple: number;
  /** Parts of 10^9. */
  readonly maxShare: number;
}

/** The engine counts in int64 and sums: a power is a thousandth of a TAO, at least one. */
const RAO_PER_POWER = 1_000_000n;

/** rao. Stake counts only as far as the bond answers for it. */
export function votesOf({ bondRao, stakeRao }: Pick<Candidate, "bondRao" | "stakeRao">, bondMultiple: number): bigint {
  const all = bondRao + stakeRao;
  const most = bondRao * BigInt(bondMultiple);
  return all < most ? all : most;
}

function powerOf(votesRao: bigint): bigint {
  const power = votesRao / RAO_PER_POWER;
  return power > 0n ? power : 1n;
}

/** By votes, ties by the bytes of the hotkey. Empty where nobody has a bond that suffices. */
export function elect(candidates: readonly Candidate[], rules: ElectionRules): ElectedValue[] {
  const ranked = candidates
    .filter(({ bondRao }) => bondRao >= rules.minimumBondRao)
    .map((candidate) => ({ ...candidate, votes: votesOf(candidate, rules.bondMultiple) }))
    .sort((a, b) =>
      a.votes === b.votes ? compareBytes(fromHex(a.hotkey), fromHex(b.hotkey)) : a.votes < b.votes ? 1 : -1,
    )
    .slice(0, rules.maxProducers);
  const powers = capShares(
    ranked.map(({ votes }) => powerOf(votes)),
    rules.maxShare,
  );
  return ranked.map(({ hotkey, consensusKey, votes }, i) => ({
    hotkey,
    consensus_key: consensusKey,
    votes,
    power: powers[i] as bigint,
  }));
}
