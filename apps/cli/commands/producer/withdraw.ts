// `plexus producer withdraw`: the bond back to its coldkey, once evidence of the time in which it produced can no longer count.
import { hotkeyAddress } from "../../address.js";
import { defineCommand } from "../../command.js";
import { coldkeyOf } from "../../keys.js";
import { doneOutput } from "../../outcome.js";

export const producerWithdrawCommand = defineCommand({
  words: "producer withdraw",
  summary: "take the bond back after unbonding",
  examples: [
    { line: "producer withdraw --wallet ada", about: "`plexus producer status` says from which block on" },
    { line: "producer withdraw --wallet ada --json", about: "from a script" },
  ],
  async run(context) {
    const hotkey = await hotkeyAddress(context);
    const client = await context.chain();
    const { withdrawBond } = await import("@plexus/client/sdk");
    const result = await withdrawBond(client, await coldkeyOf(context), { hotkey }, { signal: context.signal });
    return doneOutput(result, `The bond of ${hotkey} is back with its coldkey.`, { hotkey });
  },
});
