// `plexus proposal rules`: the constitution. What may be proposed on which track, within which bounds, and how a track decides.
import type { Constitution, TrackReading } from "@plexus/client/sdk";
import { formatTao } from "../../amount.js";
import { defineCommand } from "../../command.js";
import { plainJson } from "../../plainJson.js";
import { formatTable } from "../../table.js";
import { percent, valueText } from "./proposalText.js";

const trackTitles = ["track", "deposit", "votes for", "confirmed in", "effect after", "quorum", "approval"];

function trackRow(track: TrackReading): string[] {
  const approval = track.curve.map((point) => percent(point.approval)).join(" → ");
  return [
    track.name,
    formatTao(track.depositRao),
    `${track.decisionPeriodBlocks} blocks`,
    `${track.confirmPeriodBlocks} blocks`,
    `${track.enactmentDelayBlocks} blocks`,
    percent(track.quorum),
    approval,
  ];
}

function text({ lockPeriodBlocks, tracks, parameters, calls, notGovernable }: Constitution): string {
  const parameterRows = parameters.map(({ name, track, minimum, maximum, current, isPerSubnet }) => [
    name,
    track,
    isPerSubnet || current === undefined ? "of a subnet" : valueText(name, current),
    valueText(name, minimum),
    valueText(name, maximum),
  ]);
  return [
    formatTable(trackTitles, tracks.map(trackRow), "No track: nothing can be proposed."),
    "",
    `One lock period is ${lockPeriodBlocks} blocks: conviction 1, 2, 3 counts ×2, ×3, ×4 and locks 1, 2, 4 of them.`,
    "",
    formatTable(["parameter", "track", "now", "least", "most"], parameterRows, "No parameter is governable."),
    "",
    formatTable(
      ["call", "track"],
      calls.map(({ name, track }) => [name, track]),
      "No other call may be proposed.",
    ),
    ...notGovernable.map(({ name, reason }) => `\n${name} is not governable: ${reason}.`),
  ].join("\n");
}

export const proposalRulesCommand = defineCommand({
  words: "proposal rules",
  summary: "show what may be proposed, within which bounds, and how it is decided",
  examples: [
    { line: "proposal rules", about: "tracks, parameters with their bounds, calls" },
    { line: "proposal rules --json", about: "for a script" },
  ],
  async run(context) {
    const client = await context.chain();
    const { getConstitution } = await import("@plexus/client/sdk");
    const constitution = await getConstitution(client);
    return { json: plainJson(constitution), text: text(constitution) };
  },
});
