// `plexus stake add`: puts TAO behind a hotkey, on netuid 0, where it counts in every stable subnet.
import { addressFrom, hotkeyAddress } from "../../address.js";
import { formatTao, parseTao } from "../../amount.js";
import { defineCommand } from "../../command.js";
import { coldkeyOf } from "../../keys.js";
import { doneOutput } from "../../outcome.js";
import { optionalText } from "../../parse.js";

export const stakeAddCommand = defineCommand({
  words: "stake add",
  summary: "put TAO behind a hotkey",
  arguments: [{ name: "<amount>", about: "TAO" }],
  options: [{ flags: "--to <address>", about: "the hotkey (default: your own)" }],
  examples: [
    { line: "stake add 100 --wallet alice", about: "behind your own hotkey" },
    {
      line: "stake add 5 --to 5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty --yes --json",
      about: "behind somebody else's, who pays you a share",
    },
  ],
  async run(context, { arguments: given, options }) {
    const amountRao = parseTao(String(given.amount));
    const to = optionalText(options.to);
    const hotkey = to === undefined ? await hotkeyAddress(context) : await addressFrom(context, to);
    const client = await context.chain();
    const key = await coldkeyOf(context);
    await context.confirm(`Put ${formatTao(amountRao)} of ${key.address} behind ${hotkey}?`);
    const { addStake } = await import("@plexus/client/sdk");
    const result = await addStake(client, key, { hotkey, amountRao }, { signal: context.signal });
    return doneOutput(result, `${formatTao(amountRao)} stand behind ${hotkey}.`, { hotkey, amountRao: `${amountRao}` });
  },
});
