// The keys that a command signs with: a development key by its path (`--wallet //Alice`), or a wallet's coldkey or hotkey from its file.
import type { KeyPair } from "@plexus/core/crypto";
import type { Context } from "./context.js";
import { CommandFailure } from "./failure.js";

const noWalletAdvice =
  "Make one with `plexus wallet create`, or name another with --wallet; --wallet //Alice works on development chains.";

async function openStored(context: Context, which: "coldkey" | "hotkey"): Promise<KeyPair> {
  const { openWallet, passwordFromEnvironment, WalletError } = await import("@plexus/client/wallet");
  const { wallet: name, hotkey, walletPath } = context.settings;
  try {
    const wallet = await openWallet({
      name: name.value,
      hotkey: hotkey.value,
      path: walletPath.value,
      crypto: await context.crypto(),
    });
    const key = wallet[which];
    if (key === undefined)
      throw new CommandFailure(
        "wrongUse",
        `The wallet "${name.value}" has no ${which} in ${wallet.folder}.`,
        noWalletAdvice,
      );
    if (!key.encrypted) return await key.unlock();
    const password =
      passwordFromEnvironment(key.path) ?? (await context.askSecret(`Password of ${name.value}'s ${which}: `));
    return await key.unlock(password);
  } catch (error) {
    if (error instanceof WalletError)
      throw new CommandFailure("wrongUse", `${error.message}.`, noWalletAdvice, { code: error.code, cause: error });
    throw error;
  }
}

/** The key that owns the money. Asks for its password where it is encrypted and none is in the environment. */
export async function coldkeyOf(context: Context): Promise<KeyPair> {
  const { value } = context.settings.wallet;
  return value.startsWith("//") ? (await context.crypto()).keyring.fromUri(value) : openStored(context, "coldkey");
}

/** The key that works. */
export async function hotkeyOf(context: Context): Promise<KeyPair> {
  const { value } = context.settings.hotkey;
  return value.startsWith("//") ? (await context.crypto()).keyring.fromUri(value) : openStored(context, "hotkey");
}
