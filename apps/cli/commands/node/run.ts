// `plexus node`: one node of the chain, with the flags that the ecosystem's tools pass (issue §4).
import { defineCommand } from "../../command.js";
import { wrongUse } from "../../failure.js";
import { optionalText, parsePort, parseWhole } from "../../parse.js";

type Sealing = { kind: "interval"; ms: number } | { kind: "instant" } | { kind: "manual" };

function parseSealing(text: string): Sealing {
  if (text === "instant" || text === "manual") return { kind: text };
  return { kind: "interval", ms: parseWhole(text, "--sealing", 250, 60_000) };
}

export const runNodeCommand = defineCommand({
  words: "node",
  summary: "run a node of the chain",
  options: [
    { flags: "--dev", about: "the development chain: Alice is rich and has sudo" },
    { flags: "--tmp", about: "keep the data in a new temporary folder" },
    { flags: "--base-path <folder>", about: "where the data lies (default ~/.plexus/<chain id>)" },
    { flags: "--chain <name or file>", about: "`dev`, or the path of a chainspec.json" },
    { flags: "--name <name>", about: "this node's name in logs and system_name", fallback: "plexus" },
    { flags: "--rpc-port <port>", about: "HTTP and WebSocket on one port", fallback: "9944" },
    { flags: "--rpc-external", about: "listen on all addresses instead of this machine's own" },
    { flags: "--prometheus-port <port>", about: "metrics; 0 turns them off", fallback: "9615" },
    { flags: "--sealing <how>", about: "`instant`, `manual`, or milliseconds between blocks (250 to 60000)" },
    { flags: "--tempo <blocks>", about: "blocks between epochs of a development chain", fallback: "20" },
    { flags: "--pruned", about: "keep the states of the last 4,096 blocks only (a development chain keeps all)" },
    {
      flags: "--failpoint <name>",
      about: "for tests, as PLEXUS_FAILPOINT: before-commit, mid-commit or after-commit kills the node there",
    },
  ],
  examples: [
    { line: "node --dev --tmp", about: "a fresh development chain on port 9944" },
    {
      line: "node --dev --base-path ./data --sealing 250 --rpc-port 9955",
      about: "four blocks a second, kept in ./data",
    },
  ],
  async run(context, { options }) {
    if (options.dev === true && options.chain !== undefined)
      throw wrongUse("--dev and --chain exclude each other.", "Give one of them.");
    if (options.tmp === true && options.basePath !== undefined)
      throw wrongUse("--tmp and --base-path exclude each other.", "Give one of them.");
    const prometheusPort = parsePort(options.prometheusPort, "--prometheus-port");
    const sealing = optionalText(options.sealing);
    const nodeOptions = {
      chain: optionalText(options.chain) ?? "dev",
      basePath: optionalText(options.basePath),
      isTemporary: options.tmp === true,
      name: String(options.name),
      rpcPort: parsePort(options.rpcPort, "--rpc-port"),
      rpcExternal: options.rpcExternal === true,
      prometheusPort: prometheusPort === 0 ? null : prometheusPort,
      sealing: sealing === undefined ? undefined : parseSealing(sealing),
      tempo: parseWhole(options.tempo, "--tempo", 1, 65_535),
      archive: options.pruned !== true,
      failpoint: optionalText(options.failpoint) ?? process.env.PLEXUS_FAILPOINT,
    };
    const { runNode } = await import("../../../node/runNode.js");
    await runNode(nodeOptions, context.signal);
    return undefined;
  },
});
