// `plexus balance`: what an account has, free and staked.
import { addressFrom, coldkeyAddress } from "../../address.js";
import { formatTao } from "../../amount.js";
import { defineCommand } from "../../command.js";

export const balanceCommand = defineCommand({
  words: "balance",
  summary: "show what an account has, free and staked",
  arguments: [{ name: "[address]", about: "an address, a wallet's name or //Alice (default: --wallet)" }],
  examples: [
    { line: "balance //Alice", about: "a development account" },
    { line: "balance --wallet alice --json", about: "your coldkey, in rao" },
  ],
  async run(context, { arguments: given }) {
    const address =
      given.address === undefined ? await coldkeyAddress(context) : await addressFrom(context, given.address);
    const client = await context.chain();
    const { getBalance, getStake } = await import("@plexus/client/sdk");
    const [{ freeRao, reservedRao }, stakes] = await Promise.all([
      getBalance(client, address),
      getStake(client, address),
    ]);
    const stakedRao = stakes.reduce((sum, { stakeRao }) => sum + stakeRao, 0n);
    const totalRao = freeRao + reservedRao + stakedRao;
    const json = {
      address,
      freeRao: `${freeRao}`,
      reservedRao: `${reservedRao}`,
      stakedRao: `${stakedRao}`,
      totalRao: `${totalRao}`,
    };
    const text = `${address}\nfree    ${formatTao(freeRao)}\nstaked  ${formatTao(stakedRao)}\ntotal   ${formatTao(totalRao)}`;
    return { json, text };
  },
});
