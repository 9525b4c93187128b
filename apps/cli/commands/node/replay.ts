// `plexus node replay`: are the recorded blocks still what the law makes of them?
import { defineCommand } from "../../command.js";
import { optionalText } from "../../parse.js";

export const replayNodeCommand = defineCommand({
  words: "node replay",
  summary: "execute all recorded blocks again and compare their state roots",
  options: [
    { flags: "--base-path <folder>", about: "the data of a stopped node (default ~/.plexus/<chain id>)" },
    { flags: "--chain <name or file>", about: "`dev`, or the path of a chainspec.json", fallback: "dev" },
  ],
  examples: [
    { line: "node replay --base-path ./data", about: "replay the chain kept in ./data" },
    {
      line: "node replay --base-path .plexus/localnet/node --json",
      about: "the network of `npm start`, once it has stopped",
    },
  ],
  async run(context, { options }) {
    const { runReplay } = await import("../../../node/runReplay.js");
    const began = Date.now();
    const result = await runReplay(
      { chain: String(options.chain), basePath: optionalText(options.basePath) },
      context.signal,
    );
    const seconds = (Date.now() - began) / 1000;
    const text =
      `${result.blocks} blocks with ${result.extrinsics} extrinsics replay to the same roots (${seconds.toFixed(1)} s).\n` +
      `Block #${result.blocks} ${result.hash}\nState root ${result.stateRoot}`;
    return { json: { ...result, seconds }, text };
  },
});
