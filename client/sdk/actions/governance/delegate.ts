// Lets another account vote with one's stake on a track, or no longer (Governance.delegate, undelegate).
import type { KeyPair } from "@plexus/core/crypto";
import type { TrackName } from "@plexus/core/runtime";
import type { PlexusClient } from "../../connect.js";
import type { SubmitResult } from "../../submit/outcome.js";
import type { SubmitOptions } from "../../submit/submit.js";
import { accountId } from "../account.js";
import type { Conviction } from "./vote.js";

export interface DelegateInput {
  readonly track: TrackName;
  /** SS58. */
  readonly to: string;
  /** Of the coldkey's stake on root. */
  readonly amountRao: bigint;
  readonly conviction?: Conviction;
}

/** Signed by the coldkey. One's own vote on a proposal still goes before the delegate's. */
export function delegate(
  client: PlexusClient,
  key: KeyPair,
  { track, to, amountRao, conviction = 0 }: DelegateInput,
  options?: SubmitOptions,
): Promise<SubmitResult> {
  const args = { track: { type: track }, to: accountId(to), amount: amountRao, conviction };
  return client.submit({ pallet: "Governance", call: "delegate", args }, key, options);
}

export interface UndelegateInput {
  readonly track: TrackName;
}

/** Takes effect at once, in open votes too. */
export function undelegate(
  client: PlexusClient,
  key: KeyPair,
  { track }: UndelegateInput,
  options?: SubmitOptions,
): Promise<SubmitResult> {
  return client.submit({ pallet: "Governance", call: "undelegate", args: { track: { type: track } } }, key, options);
}
