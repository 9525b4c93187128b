// `plexus gateway`: OpenAI's API in front of a market (issue §6), until it is stopped.
import { homedir } from "node:os";
import { join } from "node:path";
import { defineCommand } from "../../command.js";
import { identityOf } from "../../identity.js";
import { optionalText, parsePort, parseWhole } from "../../parse.js";

/** Where a gateway keeps its ledger unless told otherwise; `plexus key` looks there too. */
export const defaultGatewayFolder = join(homedir(), ".plexus", "gateway");

export const runGatewayCommand = defineCommand({
  words: "gateway",
  summary: "run a gateway: OpenAI's API, routed by what the network has measured",
  options: [
    { flags: "--subnet <netuid>", about: "the market to sell", fallback: "1" },
    { flags: "--port <port>", about: "where it listens", fallback: "8000" },
    { flags: "--host <address>", about: "the address it listens on", fallback: "127.0.0.1" },
    { flags: "--base-path <folder>", about: "where its ledger lies (default ~/.plexus/gateway)" },
  ],
  examples: [
    { line: "gateway --wallet carol", about: "sell the text market on port 8000, paying miners from carol's coldkey" },
    {
      line: "gateway --wallet carol --host 0.0.0.0 --port 80 --subnet 1",
      about: "the same for everybody who reaches this machine",
    },
  ],
  async run(context, { options }) {
    const { runGateway } = await import("../../../gateway/runGateway.js");
    await runGateway(
      {
        dataPath: optionalText(options.basePath) ?? defaultGatewayFolder,
        host: String(options.host),
        port: parsePort(options.port, "--port"),
        rpcUrl: context.settings.endpoint.value,
        netuid: parseWhole(options.subnet, "--subnet", 1, 65_535),
        identity: identityOf(context.settings),
      },
      context.signal,
    );
    return undefined;
  },
});
