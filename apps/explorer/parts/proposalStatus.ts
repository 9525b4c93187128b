// A proposal's state in a word or two.

import type { ProposalSummary } from "@plexus/client/sdk";

const WORDS: Readonly<Record<ProposalSummary["state"]["kind"], string>> = {
  Queued: "waits for room",
  Deciding: "open to votes",
  Passed: "passed, waits",
  Executed: "carried out",
  Failed: "passed, but its call was refused",
  Rejected: "rejected",
};

export function statusText({ state }: Pick<ProposalSummary, "state">): string {
  const isSpam = state.kind === "Rejected" && state.spam !== undefined;
  return isSpam ? "rejected as spam, deposit burned" : WORDS[state.kind];
}
