// What an account voted, delegated and was given to vote with, and what of its stake is locked until when (GovernanceApi).
import type { AccountInfoValue, TrackName } from "@plexus/core/runtime";
import type { PlexusClient } from "../../connect.js";
import { accountId, addressOf } from "../account.js";
import { type AtOptions, readApi } from "../readApi.js";

export type VoteChoice = "Aye" | "Nay" | "Spam";

export interface CastVote {
  readonly proposal: number;
  readonly track: TrackName;
  readonly choice: VoteChoice;
  readonly amountRao: bigint;
  readonly conviction: number;
  /** Weight that others delegated to it. */
  readonly delegatedWeight: bigint;
  readonly isOpen: boolean;
  /** First block in which its stake is free; undefined while the proposal is open. */
  readonly freeFrom: number | undefined;
}

export interface Voting {
  /** On root: what the account can vote with. */
  readonly stakeRao: bigint;
  readonly lockedRao: bigint;
  readonly votes: readonly CastVote[];
  readonly delegations: readonly {
    readonly track: TrackName;
    /** SS58. */
    readonly to: string;
    readonly amountRao: bigint;
    readonly conviction: number;
  }[];
  readonly received: readonly { readonly track: TrackName; readonly stakeRao: bigint; readonly weight: bigint }[];
  /** `until`: first block without it; undefined while its vote or delegation stands. */
  readonly locks: readonly { readonly amountRao: bigint; readonly until: number | undefined }[];
}

export async function getVoting(client: PlexusClient, address: string, options: AtOptions = {}): Promise<Voting> {
  const info = await readApi<AccountInfoValue>(
    client,
    "GovernanceApi",
    "get_account",
    { who: accountId(address) },
    options,
  );
  return {
    stakeRao: info.stake,
    lockedRao: info.locked,
    votes: info.votes.map((vote) => ({
      proposal: vote.proposal,
      track: vote.track.type,
      choice: vote.choice.type,
      amountRao: vote.amount,
      conviction: vote.conviction,
      delegatedWeight: vote.delegated.weight,
      isOpen: vote.open,
      freeFrom: vote.free_from,
    })),
    delegations: info.delegations.map(({ track, to, amount, conviction }) => ({
      track: track.type,
      to: addressOf(to),
      amountRao: amount,
      conviction,
    })),
    received: info.delegated_to.map(({ track, power }) => ({
      track: track.type,
      stakeRao: power.stake,
      weight: power.weight,
    })),
    locks: info.locks.map(({ amount, until }) => ({ amountRao: amount, until })),
  };
}
