// Addresses as people give them: ss58, a development key's path, or the name of a wallet on this machine.
import type { Context } from "./context.js";
import { wrongUse } from "./failure.js";

/** The ss58 address of `text`: itself, `//Alice`, or the coldkey of the wallet with that name. */
export async function addressFrom(context: Context, text: string): Promise<string> {
  if (text.startsWith("//")) return (await context.crypto()).keyring.fromUri(text).address;
  const { ss58Decode, ss58Encode } = await import("@plexus/core/crypto");
  try {
    return ss58Encode(ss58Decode(text));
  } catch {
    // Not an address: perhaps a wallet's name.
  }
  const found = await openNamed(context, text);
  if (found?.coldkeyAddress !== undefined) return found.coldkeyAddress;
  throw wrongUse(
    `"${text}" is neither an address nor a wallet in ${context.settings.walletPath.value}.`,
    "Give an address that begins with 5, or a wallet's name.",
  );
}

async function openNamed(context: Context, name: string) {
  const { openWallet } = await import("@plexus/client/wallet");
  const { hotkey, walletPath } = context.settings;
  const crypto = await context.crypto();
  return openWallet({ name, hotkey: hotkey.value, path: walletPath.value, crypto }).catch(() => undefined);
}

/** The coldkey's address of the wallet in the settings; no password is asked for. */
export function coldkeyAddress(context: Context): Promise<string> {
  return addressFrom(context, context.settings.wallet.value);
}

/** The hotkey's address: `--hotkey` as an address or //path, or the hotkey of that name in the wallet. */
export async function hotkeyAddress(context: Context): Promise<string> {
  const { wallet, hotkey, walletPath } = context.settings;
  if (hotkey.value.startsWith("//") || /^5[1-9A-HJ-NP-Za-km-z]{46,47}$/.test(hotkey.value))
    return addressFrom(context, hotkey.value);
  const found = wallet.value.startsWith("//") ? undefined : await openNamed(context, wallet.value);
  if (found?.hotkey?.address !== undefined) return found.hotkey.address;
  throw wrongUse(
    `There is no hotkey "${hotkey.value}" in the wallet "${wallet.value}" in ${walletPath.value}.`,
    "Make one with `plexus wallet create`, or give its address with --hotkey.",
  );
}
