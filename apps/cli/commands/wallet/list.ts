// `plexus wallet list`: the wallets in the folder, with their public addresses.
import { defineCommand } from "../../command.js";
import { formatTable } from "../../table.js";

export const walletListCommand = defineCommand({
  words: "wallet list",
  summary: "list the wallets on this machine",
  examples: [
    { line: "wallet list", about: "names, hotkeys and addresses" },
    { line: "wallet list --wallet-path .plexus/localnet/wallets --json", about: "those of the local network" },
  ],
  async run({ settings }) {
    const { listWallets } = await import("@plexus/client/wallet");
    const wallets = await listWallets(settings.walletPath.value);
    const rows = wallets.flatMap(({ name, coldkeyAddress, hotkeys }) => [
      [name, "coldkey", coldkeyAddress ?? "?"],
      ...hotkeys.map((hotkey) => [name, hotkey.name, hotkey.address ?? "?"]),
    ]);
    const text = formatTable(
      ["wallet", "key", "address"],
      rows,
      `No wallets in ${settings.walletPath.value}: \`plexus wallet create\`.`,
    );
    return { json: wallets, text };
  },
});
