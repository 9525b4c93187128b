// `plexus transfer`: moves TAO from the coldkey to another account.
import { addressFrom } from "../../address.js";
import { formatTao, parseTao } from "../../amount.js";
import { defineCommand } from "../../command.js";
import { coldkeyOf } from "../../keys.js";
import { doneOutput } from "../../outcome.js";

export const transferCommand = defineCommand({
  words: "transfer",
  summary: "send TAO to another account",
  arguments: [
    { name: "<to>", about: "an address, a wallet's name or //Bob" },
    { name: "<amount>", about: "TAO" },
  ],
  options: [{ flags: "--all-may-go", about: "let your account end if less than the existential deposit would remain" }],
  examples: [
    {
      line: "transfer 5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty 12.5",
      about: "from your coldkey; asks first on a terminal",
    },
    {
      line: "transfer alice 100 --wallet //Alice --yes --json",
      about: "play money from a development key to your wallet",
    },
  ],
  async run(context, { arguments: given, options }) {
    const amountRao = parseTao(String(given.amount));
    const to = await addressFrom(context, String(given.to));
    const client = await context.chain();
    const key = await coldkeyOf(context);
    await context.confirm(`Send ${formatTao(amountRao)} from ${key.address} to ${to}?`);
    const { transfer } = await import("@plexus/client/sdk");
    const result = await transfer(
      client,
      key,
      { to, amountRao, allowDeath: options.allMayGo === true },
      { signal: context.signal },
    );
    return doneOutput(result, `Sent ${formatTao(amountRao)} to ${to}.`, {
      from: key.address,
      to,
      amountRao: `${amountRao}`,
    });
  },
});
