// `plexus subnet create`: a market of one's own; its price is locked, not spent.
import { hotkeyAddress } from "../../address.js";
import { formatTao } from "../../amount.js";
import { defineCommand } from "../../command.js";
import { coldkeyOf } from "../../keys.js";
import { assertDone, doneOutput } from "../../outcome.js";

export const subnetCreateCommand = defineCommand({
  words: "subnet create",
  summary: "create a subnet; your hotkey becomes its uid 0",
  examples: [
    { line: "subnet create --wallet alice", about: "shows what will be locked and asks first on a terminal" },
    { line: "subnet create --wallet alice --yes --json", about: "from a script; prints the netuid" },
  ],
  async run(context) {
    const hotkey = await hotkeyAddress(context);
    const client = await context.chain();
    const { getSubnetCost, netuidAdded, registerSubnet } = await import("@plexus/client/sdk");
    const costRao = await getSubnetCost(client);
    const key = await coldkeyOf(context);
    await context.confirm(`Lock ${formatTao(costRao)} of ${key.address} for a new subnet?`);
    const result = await registerSubnet(client, key, { hotkey }, { signal: context.signal });
    assertDone(result);
    const netuid = netuidAdded(result);
    return doneOutput(result, `Subnet ${netuid} is yours; start its emission with \`plexus subnet start ${netuid}\`.`, {
      netuid,
      lockedRao: `${costRao}`,
    });
  },
});
