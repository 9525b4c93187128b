// `plexus key list`: a gateway's keys with what is left on each.

import { askControl } from "../../../control/askControl.js";
import { formatTao } from "../../amount.js";
import { defineCommand } from "../../command.js";
import { formatTable } from "../../table.js";
import { gatewayFolder, gatewayFolderOption } from "./gatewayFolder.js";
import type { KeyRow } from "./keyRow.js";

function cells(row: KeyRow): string[] {
  const cap = row.capRao === undefined || row.capRao === null ? "none" : formatTao(BigInt(row.capRao));
  const spent = formatTao(BigInt(row.spentRao ?? "0"));
  return [
    String(row.id),
    row.name,
    formatTao(BigInt(row.balanceRao)),
    spent,
    cap,
    row.revoked === true ? "revoked" : "live",
    row.depositAddress,
  ];
}

export const keyListCommand = defineCommand({
  words: "key list",
  summary: "list a gateway's keys",
  options: [gatewayFolderOption],
  examples: [
    { line: "key list", about: "balance, spending and cap of every key" },
    { line: "key list --gateway-path ~/.plexus/gateway --json", about: "of a certain gateway, amounts in rao" },
  ],
  async run(context, { options }) {
    const answer = (await askControl(gatewayFolder(context, options), "GET", "/keys")) as { keys: KeyRow[] };
    const titles = ["id", "name", "balance", "spent", "cap", "state", "deposit address"];
    return {
      json: answer.keys,
      text: formatTable(titles, answer.keys.map(cells), "There are no keys yet: `plexus key create`."),
    };
  },
});
