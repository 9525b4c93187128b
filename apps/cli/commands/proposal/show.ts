// `plexus proposal show`: one proposal, what it would change from what to what, and how it stands against its threshold.
import type { ProposalReading } from "@plexus/client/sdk";
import { formatTao } from "../../amount.js";
import { defineCommand } from "../../command.js";
import { CommandFailure } from "../../failure.js";
import { parseWhole } from "../../parse.js";
import { plainJson } from "../../plainJson.js";
import { callText, curveText, percent, stateText } from "./proposalText.js";

function lines(proposal: ProposalReading): string[] {
  const { id, title, track, link, approval, threshold, turnout, quorum } = proposal;
  const facts = [
    ["state", stateText(proposal)],
    ["approval", `${percent(approval)}, needs ${percent(threshold)} (${curveText(proposal)})`],
    ["turnout", `${percent(turnout)} of all stake on root, needs ${percent(quorum)}`],
    ["ayes", formatTao(proposal.ayes)],
    ["nays", `${formatTao(proposal.nays)}${proposal.spam > 0n ? `, of which spam ${formatTao(proposal.spam)}` : ""}`],
    ["deposit", `${formatTao(proposal.depositRao)} by ${proposal.proposer}`],
    ...(link === "" ? [] : [["reasons", link]]),
  ] as const;
  return [
    `#${id} ${title} · track ${track}`,
    "",
    "It would change:",
    ...proposal.calls.map((call) => `  ${callText(call)}`),
    "",
    ...facts.map(([name, value]) => `${name.padEnd(9)} ${value}`),
  ];
}

export const proposalShowCommand = defineCommand({
  words: "proposal show",
  summary: "show one proposal: what would change, and how it stands",
  arguments: [{ name: "<number>", about: "of the proposal" }],
  examples: [
    { line: "proposal show 3", about: "old value → new value, approval, turnout, when it takes effect" },
    { line: "proposal show 3 --json", about: "for a script" },
  ],
  async run(context, { arguments: given }) {
    const id = parseWhole(given.number, "<number>", 0, 0xffff_ffff);
    const client = await context.chain();
    const { getProposal } = await import("@plexus/client/sdk");
    const proposal = await getProposal(client, id);
    if (!proposal)
      throw new CommandFailure("refused", `There is no proposal ${id}.`, "Look with `plexus proposal list --all`.", {
        code: "NoSuchProposal",
      });
    return { json: plainJson(proposal), text: lines(proposal).join("\n") };
  },
});
