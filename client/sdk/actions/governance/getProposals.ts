// What is proposed and how it stands (GovernanceApi). All throw SdkError `BadInput` where the chain's rules have no governance.
import type { ProposalDetailValue, ProposalInfoValue } from "@plexus/core/runtime";
import type { PlexusClient } from "../../connect.js";
import { type AtOptions, readApi } from "../readApi.js";
import { type ProposalReading, type ProposalSummary, toReading, toSummary } from "./proposal.js";

const API = "GovernanceApi";

/** Those that people vote on, oldest first, then those that wait, track by track, next first. */
export async function getOpenProposals(client: PlexusClient, options: AtOptions = {}): Promise<ProposalSummary[]> {
  const infos = await readApi<ProposalInfoValue[]>(client, API, "get_open", {}, options);
  return infos.map((info) => toSummary(info));
}

export interface ProposalsInput {
  /** Only numbers below this one; all where left out. */
  readonly before?: number;
  /** At most 100, which is the default. */
  readonly limit?: number;
}

/** Newest first. */
export async function getProposals(
  client: PlexusClient,
  { before, limit = 100 }: ProposalsInput = {},
  options: AtOptions = {},
): Promise<ProposalSummary[]> {
  const infos = await readApi<ProposalInfoValue[]>(client, API, "get_proposals", { before, limit }, options);
  return infos.map((info) => toSummary(info));
}

/** With its calls, and for each parameter the value now and the value proposed; undefined where there is none. */
export async function getProposal(
  client: PlexusClient,
  id: number,
  options: AtOptions = {},
): Promise<ProposalReading | undefined> {
  const detail = await readApi<ProposalDetailValue | undefined>(client, API, "get_proposal", { id }, options);
  return detail && toReading(detail);
}
