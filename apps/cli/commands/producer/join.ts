// `plexus producer join`: bonds TAO and offers a node as a producer; the next session's election decides.
import { toHex } from "@plexus/core/scale";
import { hotkeyAddress } from "../../address.js";
import { formatTao, parseTao } from "../../amount.js";
import { defineCommand } from "../../command.js";
import { coldkeyOf } from "../../keys.js";
import { assertDone, doneOutput } from "../../outcome.js";
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
    assertDone(result);
    const session = await getProducerSession(client, { at: result.blockHash });
    // Where the block was its session's last, the election has just been held.
    const electionAt = session.startedAt - 1 === result.blockNumber ? result.blockNumber : session.endsAt;
    return doneOutput(result, `${hotkey} stands for election in block ${electionAt}.`, {
      hotkey,
      consensusKey: toHex(consensusKey),
      bondRao: bondRao.toString(),
      electionAt,
    });
  },
});
