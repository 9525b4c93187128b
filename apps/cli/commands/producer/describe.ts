// `plexus producer describe`: the name that page and status show for a producer.
import { hotkeyAddress } from "../../address.js";
import { defineCommand } from "../../command.js";
import { coldkeyOf } from "../../keys.js";
import { doneOutput } from "../../outcome.js";

export const producerDescribeCommand = defineCommand({
  words: "producer describe",
  summary: "give your producer a name that people see",
  arguments: [{ name: "<name>", about: 'at most 64 bytes; "" takes it back' }],
  examples: [
    { line: 'producer describe "Ada in Ghent" --wallet ada', about: "from rules 463 on" },
    { line: 'producer describe "" --wallet ada --json', about: "no name any more, from a script" },
  ],
  async run(context, { arguments: given }) {
    const name = String(given.name);
    const hotkey = await hotkeyAddress(context);
    const client = await context.chain();
    const { describeProducer } = await import("@plexus/client/sdk");
    const signer = await coldkeyOf(context);
    const result = await describeProducer(client, signer, { hotkey, name }, { signal: context.signal });
    const sentence = name === "" ? `${hotkey} has no name any more.` : `${hotkey} calls itself "${name}".`;
    return doneOutput(result, sentence, { hotkey, name });
  },
});
