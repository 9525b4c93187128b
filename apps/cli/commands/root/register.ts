// `plexus root register`: a seat among the validators that vote on how emission is split.
import { hotkeyAddress } from "../../address.js";
import { defineCommand } from "../../command.js";
import { coldkeyOf } from "../../keys.js";
import { doneOutput } from "../../outcome.js";

export const rootRegisterCommand = defineCommand({
  words: "root register",
  summary: "take a seat on subnet 0",
  examples: [
    { line: "root register --wallet bob", about: "your hotkey's stake decides whether there is room" },
    { line: "root register --wallet bob --hotkey second --json", about: "another hotkey, from a script" },
  ],
  async run(context) {
    const hotkey = await hotkeyAddress(context);
    const client = await context.chain();
    const { registerRoot } = await import("@plexus/client/sdk");
    const result = await registerRoot(client, await coldkeyOf(context), { hotkey }, { signal: context.signal });
    return doneOutput(result, `${hotkey} has a seat on subnet 0.`, { hotkey });
  },
});
