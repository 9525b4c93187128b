// `plexus stake list`: where an account's stake stands.
import { addressFrom, coldkeyAddress } from "../../address.js";
import { formatTao } from "../../amount.js";
import { defineCommand } from "../../command.js";
import { formatTable } from "../../table.js";

export const stakeListCommand = defineCommand({
  words: "stake list",
  summary: "show where an account's stake stands",
  arguments: [{ name: "[address]", about: "an address, a wallet's name or //Alice (default: --wallet)" }],
  examples: [
    { line: "stake list --wallet alice", about: "your own" },
    { line: "stake list 5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY --json", about: "anybody's, in rao" },
  ],
  async run(context, { arguments: given }) {
    const address =
      given.address === undefined ? await coldkeyAddress(context) : await addressFrom(context, given.address);
    const client = await context.chain();
    const { getStake } = await import("@plexus/client/sdk");
    const stakes = (await getStake(client, address)).filter(({ stakeRao }) => stakeRao > 0n);
    const rows = stakes.map(({ hotkey, netuid, stakeRao, registered }) => [
      hotkey,
      String(netuid),
      formatTao(stakeRao),
      registered ? "root seat" : "",
    ]);
    const json = stakes.map((stake) => ({ ...stake, stakeRao: `${stake.stakeRao}` }));
    return {
      json,
      text: formatTable(["hotkey", "netuid", "stake", ""], rows, `${address} has no stake: \`plexus stake add\`.`),
    };
  },
});
