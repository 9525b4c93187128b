// `plexus producer join`: bonds TAO and offers a node as a producer; the next session's election decides.
import { toHex } from "@plexus/core/scale";
import { hotkeyAddress } from "../../address.js";
import { formatTao, parseTao } from "../../amount.js";
import { defineCommand } from "../../command.js";
import { coldkeyOf } from "../../keys.js";
import { doneOutput } from "../../outcome.js";
import { givenKey, keyOptions } from "./consensusKey.js";

export const producerJoinCommand = defineCommand({
  words: "producer join",
  summary: "bond TAO and stand for election as a producer",
  arguments: [{ name: "<bond>", about: "in TAO; it is lost if the key signs two blocks of one height" }],
  options: [...keyOptions],
  examples: [
    {
      line: "producer join 1000 --wallet ada --base-path ./data",
      about: "the node on this machine; the hotkey must hold a seat on root (`plexus root register`)",
    },
    {
      line: "producer join 1000 --wallet ada --consensus-key 0x12… --proof 0x34… --json",
      about: "a node on another machine",
    },
  ],
  async run(context, { arguments: given, options }) {
    const bondRao = parseTao(String(given.bond));
    const hotkey = await hotkeyAddress(context);
    const { consensusKey, proof } = await givenKey(context, options, hotkey);
    const client = await context.chain();
    const { getProducerSession, joinProducers } = await import("@plexus/client/sdk");
    await context.confirm(`Bond ${formatTao(bondRao)} for ${hotkey}?`);
    const signer = await coldkeyOf(context);
    const input = { hotkey, consensusKey, proof, bondRao };
    const result = await joinProducers(client, signer, input, { signal: context.signal });
    const { endsAt } = await getProducerSession(client);
    return doneOutput(result, `${hotkey} stands for election; the session ends with block ${endsAt}.`, {
      hotkey,
      consensusKey: toHex(consensusKey),
      bondRao: bondRao.toString(),
      electionAt: endsAt,
    });
  },
});
