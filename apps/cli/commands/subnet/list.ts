// `plexus subnet list`: the markets of the network.
import { formatTao } from "../../amount.js";
import { defineCommand } from "../../command.js";
import { formatTable } from "../../table.js";

/** The account of 32 zero bytes: the owner of a subnet that nobody owns. */
const nobody = "5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM";

export const subnetListCommand = defineCommand({
  words: "subnet list",
  summary: "list the subnets",
  examples: [
    { line: "subnet list", about: "with tempo and emission a block" },
    { line: "subnet list --json", about: "everything that the chain tells of them" },
  ],
  async run(context) {
    const client = await context.chain();
    const { getSubnets } = await import("@plexus/client/sdk");
    const subnets = await getSubnets(client);
    const rows = subnets.map((subnet) => [
      String(subnet.netuid),
      subnet.name,
      String(subnet.tempo),
      formatTao(subnet.emissionRao),
      String(subnet.blocksSinceEpoch),
      subnet.ownerColdkey === nobody ? "–" : subnet.ownerColdkey,
    ]);
    const json = subnets.map((subnet) => ({
      ...subnet,
      emissionRao: `${subnet.emissionRao}`,
      pendingRao: `${subnet.pendingRao}`,
    }));
    const titles = ["netuid", "name", "tempo", "emission a block", "blocks since epoch", "owner"];
    return { json, text: formatTable(titles, rows, "There are no subnets.") };
  },
});
