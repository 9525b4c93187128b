// `plexus key withdraw`: sends what is left on a key back to an account, by a real transfer of the gateway.

import { askControl } from "../../../control/askControl.js";
import { formatTao, parseTao } from "../../amount.js";
import { defineCommand } from "../../command.js";
import { gatewayFolder, gatewayFolderOption } from "./gatewayFolder.js";

export const keyWithdrawCommand = defineCommand({
  words: "key withdraw",
  summary: "send TAO from a key back to an account",
  arguments: [
    { name: "<id>", about: "from `plexus key list`" },
    { name: "<amount>", about: "TAO" },
    { name: "<address>", about: "the account that receives it" },
  ],
  options: [gatewayFolderOption],
  examples: [
    { line: "key withdraw 3 0.5 5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY", about: "half a TAO back to Alice" },
    {
      line: "key withdraw 3 0.5 5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY --yes --json",
      about: "from a script",
    },
  ],
  async run(context, { arguments: given, options }) {
    const amountRao = parseTao(String(given.amount));
    const { ss58Decode } = await import("@plexus/core/crypto");
    ss58Decode(String(given.address));
    await context.confirm(`Send ${formatTao(amountRao)} from key ${given.id} to ${given.address}?`);
    const body = { to: given.address, amountRao: amountRao.toString() };
    const id = encodeURIComponent(String(given.id));
    const answer = await askControl(gatewayFolder(context, options), "POST", `/keys/${id}/withdraw`, body, 60_000);
    return { json: answer, text: `${formatTao(amountRao)} on the way to ${given.address}.` };
  },
});
