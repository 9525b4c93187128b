// `plexus producer rotate`: another consensus key for a producer, where the old one is lost or may be known to others.
import { toHex } from "@plexus/core/scale";
import { hotkeyAddress } from "../../address.js";
import { defineCommand } from "../../command.js";
import { coldkeyOf } from "../../keys.js";
import { doneOutput } from "../../outcome.js";
import { givenKey, keyOptions } from "./consensusKey.js";

export const producerRotateCommand = defineCommand({
  words: "producer rotate",
  summary: "replace a producer's consensus key",
  options: [...keyOptions],
  examples: [
    { line: "producer rotate --wallet ada --base-path ./new-data", about: "the key of a fresh data directory" },
    {
      line: "producer rotate --wallet ada --consensus-key 0x12… --proof 0x34… --json",
      about: "the key of a node on another machine",
    },
  ],
  async run(context, { options }) {
    const hotkey = await hotkeyAddress(context);
    const { consensusKey, proof } = await givenKey(context, options, hotkey);
    const client = await context.chain();
    const { rotateConsensusKey } = await import("@plexus/client/sdk");
    await context.confirm(`Replace the consensus key of ${hotkey}?`);
    const signer = await coldkeyOf(context);
    const input = { hotkey, consensusKey, proof };
    const result = await rotateConsensusKey(client, signer, input, { signal: context.signal });
    return doneOutput(result, `${hotkey} signs with ${toHex(consensusKey)} from now on.`, {
      hotkey,
      consensusKey: toHex(consensusKey),
    });
  },
});
