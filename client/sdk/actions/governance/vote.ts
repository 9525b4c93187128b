// Votes on a proposal (Governance.vote, remove_vote). A vote locks its stake on root until the proposal is decided.
import type { KeyPair } from "@plexus/core/crypto";
import type { PlexusClient } from "../../connect.js";
import type { SubmitResult } from "../../submit/outcome.js";
import type { SubmitOptions } from "../../submit/submit.js";
import type { VoteChoice } from "./getVoting.js";

/** 0 counts ×1; 1, 2, 3 count ×2, ×3, ×4 and lock 1, 2, 4 lock periods longer on the side that wins. */
export type Conviction = 0 | 1 | 2 | 3;

export interface VoteInput {
  readonly proposal: number;
  readonly choice: VoteChoice;
  /** Of the coldkey's stake on root. */
  readonly amountRao: bigint;
  readonly conviction?: Conviction;
}

/** Signed by the coldkey. Replaces the vote before. */
export function vote(
  client: PlexusClient,
  key: KeyPair,
  { proposal, choice, amountRao, conviction = 0 }: VoteInput,
  options?: SubmitOptions,
): Promise<SubmitResult> {
  const args = { proposal, choice: { type: choice }, amount: amountRao, conviction };
  return client.submit({ pallet: "Governance", call: "vote", args }, key, options);
}

export interface RemoveVoteInput {
  readonly proposal: number;
}

/** While the proposal is open: out of the tally, and its stake is free. */
export function removeVote(
  client: PlexusClient,
  key: KeyPair,
  { proposal }: RemoveVoteInput,
  options?: SubmitOptions,
): Promise<SubmitResult> {
  return client.submit({ pallet: "Governance", call: "remove_vote", args: { proposal } }, key, options);
}
