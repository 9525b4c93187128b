// `plexus register`: a seat for the hotkey in a subnet; the coldkey pays, and the price is burned.

import { hotkeyAddress } from "../../address.js";
import { formatTao } from "../../amount.js";
import { defineCommand } from "../../command.js";
import { coldkeyOf } from "../../keys.js";
import { assertDone, doneOutput } from "../../outcome.js";
import { parseWhole } from "../../parse.js";

export const registerCommand = defineCommand({
  words: "register",
  summary: "register your hotkey in a subnet",
  options: [{ flags: "--subnet <netuid>", about: "the subnet", fallback: "1" }],
  examples: [
    { line: "register --wallet alice --subnet 1", about: "shows the price and asks first on a terminal" },
    {
      line: "register --wallet alice --hotkey second --subnet 1 --yes --json",
      about: "another hotkey of the same wallet",
    },
  ],
  async run(context, { options }) {
    const netuid = parseWhole(options.subnet, "--subnet", 0, 65_535);
    const hotkey = await hotkeyAddress(context);
    const client = await context.chain();
    const { getRegistrationCost, getUid, registerNeuron } = await import("@plexus/client/sdk");
    const costRao = await getRegistrationCost(client, netuid);
    const key = await coldkeyOf(context);
    await context.confirm(
      `Burn about ${formatTao(costRao)} of ${key.address} to register ${hotkey} in subnet ${netuid}?`,
    );
    const result = await registerNeuron(client, key, { netuid, hotkey }, { signal: context.signal });
    assertDone(result);
    const uid = await getUid(client, netuid, hotkey);
    return doneOutput(result, `${hotkey} is uid ${uid} of subnet ${netuid}.`, { hotkey, netuid, uid });
  },
});
