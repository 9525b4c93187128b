// `plexus proposal list`: what is open, what waits, and with --all what was decided.
import type { ProposalSummary } from "@plexus/client/sdk";
import { defineCommand } from "../../command.js";
import { plainJson } from "../../plainJson.js";
import { formatTable } from "../../table.js";
import { percent, stateText } from "./proposalText.js";

const titles = ["no.", "title", "track", "approval", "needs", "turnout", "quorum", "state"];

function row(proposal: ProposalSummary): string[] {
  const { id, title, track, approval, threshold, turnout, quorum } = proposal;
  const shares = [approval, threshold, turnout, quorum].map(percent);
  return [String(id), title === "" ? "–" : title, track, ...shares, stateText(proposal)];
}

export const proposalListCommand = defineCommand({
  words: "proposal list",
  summary: "show what holders vote on",
  options: [{ flags: "--all", about: "the last hundred, decided ones too" }],
  examples: [
    { line: "proposal list", about: "what is open to votes, and what waits for room" },
    { line: "proposal list --all --json", about: "what was decided too, for a script" },
  ],
  async run(context, { options }) {
    const client = await context.chain();
    const { getOpenProposals, getProposals } = await import("@plexus/client/sdk");
    const proposals = options.all === true ? await getProposals(client) : await getOpenProposals(client);
    const none =
      options.all === true
        ? "Nobody has proposed anything yet: `plexus proposal create --help`."
        : "Nothing is open to votes. `plexus proposal list --all` shows what was decided.";
    return { json: plainJson(proposals), text: formatTable(titles, proposals.map(row), none) };
  },
});
