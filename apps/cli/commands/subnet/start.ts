// `plexus subnet start`: the owner's one call after which a subnet can take part in emission.
import { defineCommand } from "../../command.js";
import { coldkeyOf } from "../../keys.js";
import { doneOutput } from "../../outcome.js";
import { parseWhole } from "../../parse.js";

export const subnetStartCommand = defineCommand({
  words: "subnet start",
  summary: "start the emission of your subnet",
  arguments: [{ name: "<netuid>", about: "the subnet's number" }],
  examples: [
    { line: "subnet start 2 --wallet alice", about: "once, by its owner" },
    { line: "subnet start 2 --wallet alice --json", about: "from a script" },
  ],
  async run(context, { arguments: given }) {
    const netuid = parseWhole(given.netuid, "<netuid>", 1, 65_535);
    const client = await context.chain();
    const { startSubnet } = await import("@plexus/client/sdk");
    const result = await startSubnet(client, await coldkeyOf(context), { netuid }, { signal: context.signal });
    return doneOutput(result, `Subnet ${netuid} takes part in emission from the next block on.`, { netuid });
  },
});
