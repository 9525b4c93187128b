// `plexus root vote`: a root validator's weights over subnets.
import { defineCommand } from "../../command.js";
import { wrongUse } from "../../failure.js";
import { hotkeyOf } from "../../keys.js";
import { doneOutput } from "../../outcome.js";

/** "1=0.7" → { uid: 1, weight: 0.7 }. */
function parseVote(text: string): { uid: number; weight: number } {
  const match = /^(\d{1,5})=(\d+(?:\.\d+)?)$/.exec(text);
  if (match === null) throw wrongUse(`"${text}" is not a vote.`, "Write netuid=weight, for example 1=0.7.");
  return { uid: Number(match[1]), weight: Number(match[2]) };
}

export const rootVoteCommand = defineCommand({
  words: "root vote",
  summary: "vote how emission is split among subnets",
  arguments: [{ name: "<votes>", about: "netuid=weight, several with commas; only their proportions count" }],
  examples: [
    { line: "root vote 1=0.7,2=0.3 --wallet bob", about: "seven parts to subnet 1, three to subnet 2" },
    { line: "root vote 1=1 --wallet bob --json", about: "all to one, from a script" },
  ],
  async run(context, { arguments: given }) {
    const weights = String(given.votes).split(",").map(parseVote);
    const client = await context.chain();
    const { setWeights } = await import("@plexus/client/sdk");
    const result = await setWeights(
      client,
      await hotkeyOf(context),
      { netuid: 0, weights },
      { signal: context.signal },
    );
    return doneOutput(result, "Your vote stands from the next root epoch on.", { weights });
  },
});
