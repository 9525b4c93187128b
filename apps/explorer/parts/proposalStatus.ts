// A proposal's state in a word or two.

import type { ProposalView } from "../live/proposals.js";

const WORDS: Readonly<Record<ProposalView["status"], string>> = {
  Queued: "waits for room",
  Deciding: "open to votes",
  Passed: "passed, waits",
  Executed: "carried out",
  Failed: "passed, but its call was refused",
  Rejected: "rejected",
};

export function statusText({ status }: Pick<ProposalView, "status">): string {
  return WORDS[status];
}
