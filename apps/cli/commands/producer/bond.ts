// `plexus producer bond`: adds to a bond.
import { hotkeyAddress } from "../../address.js";
import { formatTao, parseTao } from "../../amount.js";
import { defineCommand } from "../../command.js";
import { coldkeyOf } from "../../keys.js";
import { doneOutput } from "../../outcome.js";

export const producerBondCommand = defineCommand({
  words: "producer bond",
  summary: "add TAO to a producer's bond",
  arguments: [{ name: "<amount>", about: "in TAO" }],
  examples: [
    { line: "producer bond 500 --wallet ada", about: "ten times the bond is the most votes that a producer can have" },
    { line: "producer bond 500 --wallet ada --yes --json", about: "from a script" },
  ],
  async run(context, { arguments: given }) {
    const amountRao = parseTao(String(given.amount));
    const hotkey = await hotkeyAddress(context);
    const client = await context.chain();
    const { addBond } = await import("@plexus/client/sdk");
    await context.confirm(`Add ${formatTao(amountRao)} to the bond of ${hotkey}?`);
    const result = await addBond(client, await coldkeyOf(context), { hotkey, amountRao }, { signal: context.signal });
    return doneOutput(result, `The bond of ${hotkey} grew by ${formatTao(amountRao)}.`, {
      hotkey,
      amountRao: amountRao.toString(),
    });
  },
});
