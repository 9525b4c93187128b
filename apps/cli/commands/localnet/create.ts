// `plexus localnet create`: writes a network of producers to a folder and starts nothing: every node is then run by hand, here or on
// another machine that its directory was copied to.
import { resolve } from "node:path";
import { toHex } from "@plexus/core/scale";
import { mostProducers } from "../../../localnet/producers/producerPorts.js";
import { defineCommand } from "../../command.js";
import { wrongUse } from "../../failure.js";
import { parseWhole } from "../../parse.js";
import { formatTable } from "../../table.js";

export const localnetCreateCommand = defineCommand({
  words: "localnet create",
  summary: "write the directories, keys and chainspec of a network of producers, to run by hand",
  options: [
    { flags: "--producers <count>", about: "how many nodes (1 to 21)", fallback: "4" },
    { flags: "--out <folder>", about: "where their directories go; what is there already is kept", required: true },
    { flags: "--block-time <ms>", about: "250 to 12000", fallback: "1000" },
    { flags: "--tempo <blocks>", about: "blocks between epochs", fallback: "20" },
    {
      flags: "--chain-type <type>",
      about: "`development` (Alice has sudo) or `local` (nobody has)",
      fallback: "development",
    },
    { flags: "--external", about: "take peers and calls from other machines" },
    { flags: "--port-offset <number>", about: "moves every port by this much", fallback: "0" },
  ],
  examples: [
    {
      line: "localnet create --producers 4 --out ./net",
      about: "then start each node with the command that is printed",
    },
    {
      line: "localnet create --producers 4 --out ./net --chain-type local --block-time 250 --json",
      about: "without sudo, four blocks a second, from a script",
    },
  ],
  async run(context, { options }) {
    const chainTypes = { development: "Development", local: "Local" } as const;
    const chainType = chainTypes[options.chainType as keyof typeof chainTypes];
    if (chainType === undefined) throw wrongUse("--chain-type is `development` or `local`.", "Give one of them.");
    const { createProducersNetwork } = await import("../../../localnet/producers/createProducersNetwork.js");
    const { spec, nodes } = createProducersNetwork(resolve(context.folder, String(options.out)), {
      crypto: await context.crypto(),
      producers: parseWhole(options.producers, "--producers", 1, mostProducers),
      blockTimeMs: parseWhole(options.blockTime, "--block-time", 250, 12_000),
      tempo: parseWhole(options.tempo, "--tempo", 1, 65_535),
      portOffset: parseWhole(options.portOffset, "--port-offset", 0, 30_000),
      chainType,
      isExternal: options.external === true,
    });
    const rows = nodes.map((node) => [
      node.name,
      String(node.rpcPort),
      String(node.p2pPort),
      node.coldkeyUri,
      node.nodeId,
    ]);
    const table = formatTable(["node", "RPC", "peers", "coldkey", "node id"], rows, "");
    const starts = nodes.map((node) => `npx plexus ${node.arguments.join(" ")}`);
    const json = nodes.map((node) => ({
      ...node,
      consensusKey: toHex(node.consensusKey),
      address: toHex(node.address),
    }));
    return {
      json: { chain: spec.id, nodes: json },
      text: `${table}\n\nStart each with its own command:\n\n${starts.join("\n\n")}`,
    };
  },
});
