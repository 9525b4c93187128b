// `plexus key revoke`: the key buys nothing more; what is left on it can be withdrawn.
import { askControl } from "../../../control/askControl.js";
import { defineCommand } from "../../command.js";
import { gatewayFolder, gatewayFolderOption } from "./gatewayFolder.js";

export const keyRevokeCommand = defineCommand({
  words: "key revoke",
  summary: "end a key; its balance stays and can be withdrawn",
  arguments: [{ name: "<id>", about: "from `plexus key list`" }],
  options: [gatewayFolderOption],
  examples: [
    { line: "key revoke 3", about: "asks first on a terminal" },
    { line: "key revoke 3 --yes --json", about: "from a script" },
  ],
  async run(context, { arguments: given, options }) {
    await context.confirm(`End key ${given.id}?`);
    const id = encodeURIComponent(String(given.id));
    const answer = await askControl(gatewayFolder(context, options), "POST", `/keys/${id}/revoke`, {});
    return { json: answer, text: `Key ${given.id} is revoked.` };
  },
});
