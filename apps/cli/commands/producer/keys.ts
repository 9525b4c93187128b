// `plexus producer keys`: the keys of a node's data directory, made where there are none.
import { toHex } from "@plexus/core/scale";
import { addressFrom } from "../../address.js";
import { defineCommand } from "../../command.js";
import { optionalText } from "../../parse.js";
import { proveKey } from "./consensusKey.js";

export const producerKeysCommand = defineCommand({
  words: "producer keys",
  summary: "show a node's consensus key and node id; makes them where there are none",
  options: [
    { flags: "--base-path <folder>", about: "the node's data directory", required: true },
    { flags: "--prove-for <hotkey>", about: "also prove the key for this hotkey on the chain at --endpoint" },
  ],
  examples: [
    { line: "producer keys --base-path ./data", about: "before the node's first start, or later" },
    {
      line: "producer keys --base-path ./data --prove-for 5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty",
      about: "for a `producer join` on the machine where the wallet lies",
    },
  ],
  async run(context, { options }) {
    const basePath = String(options.basePath);
    const hotkey = optionalText(options.proveFor);
    const { createCometHome } = await import("@plexus/chain/comet");
    const { consensusKey, address, nodeId } = createCometHome(basePath);
    const facts = { consensusKey: toHex(consensusKey), consensusAddress: toHex(address), nodeId };
    const lines = [
      `consensus key  ${facts.consensusKey}`,
      `address        ${facts.consensusAddress}`,
      `node id        ${nodeId}   (others name this node as ${nodeId}@host:port in --peers)`,
      `secret in      ${basePath}/comet/config/priv_validator_key.json: keep a copy, never run it twice`,
    ];
    if (hotkey === undefined) return { json: { ...facts, basePath }, text: lines.join("\n") };
    const address58 = await addressFrom(context, hotkey);
    const proven = await proveKey(basePath, (await context.chain()).genesisHash, address58);
    const proof = toHex(proven.proof);
    return {
      json: { ...facts, basePath, hotkey: address58, proof },
      text: [...lines, `proof          ${proof}`].join("\n"),
    };
  },
});
