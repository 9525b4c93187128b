// `plexus key top-up`: an ordinary transfer to the account that pays for a key.

import { askControl } from "../../../control/askControl.js";
import { formatTao, parseTao } from "../../amount.js";
import { defineCommand } from "../../command.js";
import { wrongUse } from "../../failure.js";
import { coldkeyOf } from "../../keys.js";
import { doneOutput } from "../../outcome.js";
import { gatewayFolder, gatewayFolderOption } from "./gatewayFolder.js";
import type { KeyRow } from "./keyRow.js";

export const keyTopUpCommand = defineCommand({
  words: "key top-up",
  summary: "send TAO to a key from your coldkey",
  arguments: [
    { name: "<id>", about: "from `plexus key list`" },
    { name: "<amount>", about: "TAO" },
  ],
  options: [gatewayFolderOption],
  examples: [
    { line: "key top-up 3 1 --wallet alice", about: "one TAO; the gateway credits it when the block is final" },
    { line: "key top-up 3 10 --wallet //Alice --yes --json", about: "play money on a development chain" },
  ],
  async run(context, { arguments: given, options }) {
    const amountRao = parseTao(String(given.amount));
    const id = String(given.id);
    const { keys } = (await askControl(gatewayFolder(context, options), "GET", "/keys")) as { keys: KeyRow[] };
    const row = keys.find((each) => String(each.id) === id);
    if (row === undefined) throw wrongUse(`There is no key ${id}.`, "Look with `plexus key list`.");
    const client = await context.chain();
    const key = await coldkeyOf(context);
    await context.confirm(`Send ${formatTao(amountRao)} from ${key.address} to key ${id}?`);
    const { transfer } = await import("@plexus/client/sdk");
    const result = await transfer(
      client,
      key,
      { to: row.depositAddress, amountRao },
      { signal: context.signal, wait: "finalized" },
    );
    return doneOutput(result, `${formatTao(amountRao)} are on the way to key ${id}.`, {
      id,
      to: row.depositAddress,
      amountRao: `${amountRao}`,
    });
  },
});
