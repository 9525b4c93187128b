// `plexus stake remove`: takes TAO back from behind a hotkey; no lock, no waiting.
import { addressFrom, hotkeyAddress } from "../../address.js";
import { formatTao, parseTao } from "../../amount.js";
import { defineCommand } from "../../command.js";
import { coldkeyOf } from "../../keys.js";
import { doneOutput } from "../../outcome.js";
import { optionalText } from "../../parse.js";

export const stakeRemoveCommand = defineCommand({
  words: "stake remove",
  summary: "take TAO back from behind a hotkey",
  arguments: [{ name: "<amount>", about: "TAO" }],
  options: [{ flags: "--from <address>", about: "the hotkey (default: your own)" }],
  examples: [
    { line: "stake remove 100 --wallet alice", about: "from behind your own hotkey" },
    {
      line: "stake remove 5 --from 5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty --yes --json",
      about: "from behind somebody else's",
    },
  ],
  async run(context, { arguments: given, options }) {
    const amountRao = parseTao(String(given.amount));
    const from = optionalText(options.from);
    const hotkey = from === undefined ? await hotkeyAddress(context) : await addressFrom(context, from);
    const client = await context.chain();
    const key = await coldkeyOf(context);
    await context.confirm(`Take ${formatTao(amountRao)} back from behind ${hotkey}?`);
    const { removeStake } = await import("@plexus/client/sdk");
    const result = await removeStake(client, key, { hotkey, amountRao }, { signal: context.signal });
    return doneOutput(result, `${formatTao(amountRao)} are back on ${key.address}.`, {
      hotkey,
      amountRao: `${amountRao}`,
    });
  },
});
