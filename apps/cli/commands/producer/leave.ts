// `plexus producer leave`: out of the set at the session's end; the bond can be taken back after the time in which evidence counts.
import { hotkeyAddress } from "../../address.js";
import { defineCommand } from "../../command.js";
import { coldkeyOf } from "../../keys.js";
import { doneOutput } from "../../outcome.js";

export const producerLeaveCommand = defineCommand({
  words: "producer leave",
  summary: "stop producing at the end of the session",
  examples: [
    { line: "producer leave --wallet ada", about: "keep the node running until the session has ended" },
    { line: "producer leave --wallet ada --yes --json", about: "from a script" },
  ],
  async run(context) {
    const hotkey = await hotkeyAddress(context);
    const client = await context.chain();
    const { leaveProducers } = await import("@plexus/client/sdk");
    await context.confirm(`Stop producing with ${hotkey}?`);
    const result = await leaveProducers(client, await coldkeyOf(context), { hotkey }, { signal: context.signal });
    const sentence = `${hotkey} leaves at the end of the session; \`plexus producer withdraw\` gives the bond back later.`;
    return doneOutput(result, sentence, { hotkey });
  },
});
