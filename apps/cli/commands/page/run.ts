// `plexus page`: serves the built page of this checkout.

import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineCommand } from "../../command.js";
import { CommandFailure } from "../../failure.js";
import { optionalText, parsePort } from "../../parse.js";

/** dist/page of the checkout that this program was built in. */
const builtPage = fileURLToPath(new URL("../../../../dist/page", import.meta.url));

export const runPageCommand = defineCommand({
  words: "page",
  summary: "serve the page that shows the network",
  options: [
    { flags: "--port <port>", about: "where it listens", fallback: "3000" },
    { flags: "--rpc-port <port>", about: "the node's port on this machine", fallback: "9944" },
    { flags: "--gateway-port <port>", about: "the gateway's port on this machine", fallback: "8000" },
    { flags: "--key-file <file>", about: "JSON with the key that the page's chat box uses" },
  ],
  examples: [
    { line: "page", about: "the page on http://localhost:3000, for a node on 9944" },
    {
      line: "page --port 3100 --rpc-port 10044 --gateway-port 8100",
      about: "beside a network whose ports are moved by 100",
    },
  ],
  async run({ signal }, { options }) {
    if (!existsSync(builtPage))
      throw new CommandFailure("refused", `${builtPage} does not exist.`, "Build it with `npm run build`.");
    const { servePage } = await import("../../../localnet/page/servePage.js");
    await servePage(
      {
        folder: builtPage,
        port: parsePort(options.port, "--port"),
        rpcPort: parsePort(options.rpcPort, "--rpc-port"),
        gatewayPort: parsePort(options.gatewayPort, "--gateway-port"),
        keyFile: optionalText(options.keyFile),
      },
      signal,
    );
    return undefined;
  },
});
