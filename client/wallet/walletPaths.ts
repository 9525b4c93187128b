// Where wallets lie: ~/.bittensor/wallets/<name>/{coldkey, coldkeypub.txt, hotkeys/<hotkey>, hotkeys/<hotkey>pub.txt}
// (spec: substrate-wire.md §6, surfaces.md "Data on disk").
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { WalletError } from "./walletError.js";

/** The folder of all wallets: the argument, else BT_WALLET_PATH, else ~/.bittensor/wallets. */
export function walletsFolder(path?: string): string {
  const chosen = path ?? process.env.BT_WALLET_PATH ?? join(homedir(), ".bittensor", "wallets");
  return resolve(chosen.startsWith("~/") ? join(homedir(), chosen.slice(2)) : chosen);
}

function checkName(name: string, what: string): void {
  // A name becomes a path: nothing that could climb out of the folder, or hide.
  if (!/^[A-Za-z0-9_][A-Za-z0-9_. -]{0,63}$/.test(name)) {
    throw new WalletError(
      "BadName",
      `${what} may have 1 to 64 letters, digits, spaces, dots, - and _, and not begin with a dot`,
    );
  }
}

export interface WalletPaths {
  readonly folder: string;
  readonly coldkey: string;
  readonly coldkeyPublic: string;
  readonly hotkey: string;
  readonly hotkeyPublic: string;
}

/** Throws WalletError `BadName`. */
export function walletPaths(name: string, hotkey: string, path?: string): WalletPaths {
  checkName(name, "a wallet's name");
  checkName(hotkey, "a hotkey's name");
  const folder = join(walletsFolder(path), name);
  return {
    folder,
    coldkey: join(folder, "coldkey"),
    coldkeyPublic: join(folder, "coldkeypub.txt"),
    hotkey: join(folder, "hotkeys", hotkey),
    hotkeyPublic: join(folder, "hotkeys", `${hotkey}pub.txt`),
  };
}
