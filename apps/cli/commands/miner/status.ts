// `plexus miner status`: what a running miner earns, and why it is not asked (issue §7).

import { askControl } from "../../../control/askControl.js";
import { formatTao } from "../../amount.js";
import { defineCommand } from "../../command.js";
import { identityOf, programFolder } from "../../identity.js";
import { optionalText } from "../../parse.js";

interface MinerStatus {
  readonly model: string;
  readonly committed?: string;
  readonly score?: number;
  readonly incentive?: number;
  readonly requests: number;
  readonly taoPerHourRao?: string;
  readonly problem?: string;
}

function describe(status: MinerStatus): string {
  const lines = [
    `model       ${status.model}${status.committed !== undefined && status.committed !== status.model ? ` (committed: ${status.committed})` : ""}`,
    `score       ${status.score?.toFixed(4) ?? "not measured yet"}`,
    `incentive   ${status.incentive === undefined ? "none yet" : `${(status.incentive * 100).toFixed(2)} %`}`,
    `requests    ${status.requests}`,
    `earns       ${status.taoPerHourRao === undefined ? "nothing yet" : `${formatTao(BigInt(status.taoPerHourRao))} an hour`}`,
  ];
  if (status.problem !== undefined) lines.push(`not asked   ${status.problem}`);
  return lines.join("\n");
}

export const minerStatusCommand = defineCommand({
  words: "miner status",
  summary: "show what a running miner earns, and why it is not asked",
  options: [{ flags: "--base-path <folder>", about: "the miner's data folder, where it is not the default" }],
  examples: [
    { line: "miner status --wallet alice --hotkey default", about: "the miner of that hotkey on this machine" },
    {
      line: "miner status --base-path .plexus/localnet/miners/1 --json",
      about: "the first miner of the local network, as JSON",
    },
  ],
  async run(context, { options }) {
    const folder = optionalText(options.basePath) ?? programFolder("miners", identityOf(context.settings));
    const status = (await askControl(folder, "GET", "/status")) as MinerStatus;
    return { json: status, text: describe(status) };
  },
});
