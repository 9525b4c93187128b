// Makes a proposal (Governance.propose), and the calls that one may hold.
import type { KeyPair } from "@plexus/core/crypto";
import type { RuntimeCallValue } from "@plexus/core/frame";
import { GOVERNABLE_PARAMETERS, type TrackName } from "@plexus/core/runtime";
import { type Hex, utf8 } from "@plexus/core/scale";
import type { PlexusClient } from "../../connect.js";
import { SdkError } from "../../sdkError.js";
import type { SubmitResult } from "../../submit/outcome.js";
import type { SubmitOptions } from "../../submit/submit.js";
import { accountId } from "../account.js";

export interface SetParameterInput {
  /** "SubtensorModule.Tempo". */
  readonly parameter: string;
  /** Where it is a parameter of each subnet. */
  readonly netuid?: number;
  /** In the parameter's own unit; a yes or no as 1 or 0. */
  readonly value: bigint;
}

/** The call that sets a parameter. Throws SdkError `BadInput` for one that is unknown, or without its subnet. */
export function setParameterCall({ parameter, netuid, value }: SetParameterInput): RuntimeCallValue {
  const found = GOVERNABLE_PARAMETERS.get(parameter);
  if (!found) throw new SdkError("BadInput", `there is no parameter ${parameter} that governance could set`);
  if (found.perSubnet && netuid === undefined)
    throw new SdkError("BadInput", `${parameter} is a parameter of each subnet: say of which`);
  if (value < 0n) throw new SdkError("BadInput", `${parameter} cannot be negative`);
  return found.set(netuid, value);
}

/** Admits a subnet without a lock, for the coldkey that owns the hotkey. */
export function admitSubnetCall({ coldkey, hotkey }: { coldkey: string; hotkey: string }): RuntimeCallValue {
  const args = { coldkey: accountId(coldkey), hotkey: accountId(hotkey) };
  return { pallet: "Governance", call: "admit_subnet", args };
}

export interface ProposeInput {
  readonly track: TrackName;
  /** At most 16. */
  readonly calls: readonly RuntimeCallValue[];
  /** At most 128 bytes of UTF-8. */
  readonly title: string;
  /** Where it is discussed; at most 256 bytes. */
  readonly link?: string;
  /** blake2-256 of the text behind the link. */
  readonly textHash?: Hex;
  /** At least the track's; comes back unless the proposal ends as spam. */
  readonly depositRao: bigint;
}

/** Signed by any account. The number of the proposal is `proposalMade(result)`. */
export function propose(
  client: PlexusClient,
  key: KeyPair,
  { track, calls, title, link = "", textHash, depositRao }: ProposeInput,
  options?: SubmitOptions,
): Promise<SubmitResult> {
  const args = {
    track: { type: track },
    calls: [...calls],
    title: utf8.encode(title),
    link: utf8.encode(link),
    text_hash: textHash,
    deposit: depositRao,
  };
  return client.submit({ pallet: "Governance", call: "propose", args }, key, options);
}

/** The number of the proposal that a transaction made; undefined where it made none. */
export function proposalMade({ events }: Pick<SubmitResult, "events">): number | undefined {
  const made = events.find(({ pallet, name }) => pallet === "Governance" && name === "Proposed");
  return (made?.value as { proposal: number } | undefined)?.proposal;
}
