// `plexus wallet create`: a coldkey and a hotkey in the ecosystem's files; the phrase is shown once.
import { defineCommand } from "../../command.js";
import { CommandFailure, wrongUse } from "../../failure.js";

export const walletCreateCommand = defineCommand({
  words: "wallet create",
  summary: "make a wallet: a coldkey for the money and a hotkey for the work",
  arguments: [{ name: "[name]", about: "the wallet's name (default: --wallet)" }],
  options: [
    { flags: "--no-password", about: "leave the coldkey unencrypted; only for play money" },
    { flags: "--words <count>", about: "12 or 24 words of phrase", fallback: "12" },
  ],
  examples: [
    { line: "wallet create alice", about: "asks for a password; shows the phrase once" },
    { line: "wallet create play --no-password --json", about: "an unencrypted wallet for a local network" },
  ],
  async run(context, { arguments: given, options }) {
    const name = given.name ?? context.settings.wallet.value;
    const words = options.words === "24" ? 24 : 12;
    if (options.words !== "12" && options.words !== "24")
      throw wrongUse(`--words must be 12 or 24, not "${String(options.words)}".`, "Leave it out for 12.");
    const { createWallet, WalletError } = await import("@plexus/client/wallet");
    const password = options.password === false ? null : await context.askSecret(`A password for ${name}'s coldkey: `);
    if (password !== null && password !== (await context.askSecret("The same once more: ")))
      throw wrongUse("The passwords differ.", "Try again.");
    const { walletPath, hotkey } = context.settings;
    try {
      const made = await createWallet({
        name,
        hotkey: hotkey.value,
        path: walletPath.value,
        password,
        words,
        crypto: await context.crypto(),
      });
      const text = [
        `coldkey  ${made.coldkey.address}\n         ${made.coldkey.path}`,
        `hotkey   ${made.hotkey.address}\n         ${made.hotkey.path}`,
        `\nWrite the coldkey's phrase down; it is shown only now:\n\n  ${made.coldkey.phrase}`,
      ].join("\n");
      return { json: { name, coldkey: made.coldkey, hotkey: made.hotkey }, text };
    } catch (error) {
      if (error instanceof WalletError)
        throw new CommandFailure("wrongUse", `${error.message}.`, "Choose another name.", {
          code: error.code,
          cause: error,
        });
      throw error;
    }
  },
});
