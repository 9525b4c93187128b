// `plexus key create`: a customer's key; shown once, kept by the gateway only as a hash.

import { askControl } from "../../../control/askControl.js";
import { parseTao } from "../../amount.js";
import { defineCommand } from "../../command.js";
import { optionalText } from "../../parse.js";
import { gatewayFolder, gatewayFolderOption } from "./gatewayFolder.js";

export const keyCreateCommand = defineCommand({
  words: "key create",
  summary: "make a key for a customer; it is shown once",
  arguments: [{ name: "[name]", about: "a word to know it by" }],
  options: [{ flags: "--cap <tao>", about: "the most that the key may ever spend" }, gatewayFolderOption],
  examples: [
    { line: "key create laptop", about: "then send TAO to the deposit address that it prints" },
    { line: "key create trial --cap 0.5 --json", about: "a key that can spend at most half a TAO" },
  ],
  async run(context, { arguments: given, options }) {
    const cap = optionalText(options.cap);
    const body = { name: given.name ?? "key", ...(cap === undefined ? {} : { capRao: parseTao(cap).toString() }) };
    const made = (await askControl(gatewayFolder(context, options), "POST", "/keys", body)) as {
      key: string;
      id: string | number;
      depositAddress: string;
    };
    const text = `${made.key}\n\nKept nowhere but here. Key ${made.id} is paid from ${made.depositAddress}:\n  plexus key top-up ${made.id} 1`;
    return { json: made, text };
  },
});
