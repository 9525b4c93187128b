// Makes wallets: a coldkey (money, encrypted) and hotkeys (work, in the clear so that programs can start by themselves).
import { access } from "node:fs/promises";
import type { CryptoProvider } from "@plexus/core/crypto";
import { encryptKeyFile } from "./keyfile/decryptKeyFile.js";
import { writeKeyFileJson } from "./keyfile/keyFileJson.js";
import { createMnemonic, normaliseMnemonic, type WordCount } from "./mnemonic.js";
import { WalletError } from "./walletError.js";
import { walletPaths } from "./walletPaths.js";
import { writeKeyFile } from "./writeKeyFile.js";

interface NewKeyOptions {
  readonly name: string;
  /** Folder of all wallets. */
  readonly path?: string;
  readonly crypto: CryptoProvider;
  /** A phrase, 0x seed or //path to restore from; a new phrase is made without it. */
  readonly from?: string;
  readonly words?: WordCount;
  /** Replaces a key that is there. Default false. */
  readonly overwrite?: boolean;
}

export interface NewColdkeyOptions extends NewKeyOptions {
  /** null leaves the money's key unencrypted on disk: for development keys that everybody knows. */
  readonly password: string | null;
}

export interface NewHotkeyOptions extends NewKeyOptions {
  readonly hotkey?: string;
  readonly password?: string;
}

export interface NewKey {
  readonly address: string;
  readonly path: string;
  /** Only of a phrase that was made here: to be shown to its owner once, and kept nowhere else. */
  readonly phrase?: string;
}

interface KeyPlace {
  readonly secret: string;
  readonly public: string;
}

async function writeNewKey(options: NewKeyOptions, place: KeyPlace, password: string | null): Promise<NewKey> {
  if (password === "") throw new WalletError("PasswordRequired", "an empty password protects nothing");
  const overwrite = options.overwrite ?? false;
  // Asked before the seconds of key derivation; writeKeyFile makes sure of it once more.
  const taken = await access(place.secret).then(
    () => true,
    () => false,
  );
  if (taken && !overwrite)
    throw new WalletError("AlreadyExists", `${place.secret} exists; it may hold the only copy of a key`);

  const phrase = options.from === undefined ? createMnemonic(options.words) : undefined;
  const given = options.from ?? "";
  const uri = phrase ?? (/[/]|^0x/.test(given) ? given.trim() : normaliseMnemonic(given));
  const key = writeKeyFileJson(uri, options.crypto);
  const content = password === null ? key.secretJson : await encryptKeyFile(key.secretJson, password);
  await writeKeyFile(place.secret, content, overwrite);
  // The public half follows its secret: a stale one would send money elsewhere.
  await writeKeyFile(place.public, key.publicJson, true);
  return { address: key.address, path: place.secret, phrase };
}

/** Throws WalletError `AlreadyExists`, `BadName`, `BadMnemonic`, `PasswordRequired`. */
export async function createColdkey(options: NewColdkeyOptions): Promise<NewKey> {
  const paths = walletPaths(options.name, "default", options.path);
  return writeNewKey(options, { secret: paths.coldkey, public: paths.coldkeyPublic }, options.password);
}

/** Throws WalletError `AlreadyExists`, `BadName`, `BadMnemonic`. */
export async function createHotkey(options: NewHotkeyOptions): Promise<NewKey> {
  const paths = walletPaths(options.name, options.hotkey ?? "default", options.path);
  return writeNewKey(options, { secret: paths.hotkey, public: paths.hotkeyPublic }, options.password ?? null);
}

export interface NewWalletOptions extends Omit<NewColdkeyOptions, "from"> {
  readonly hotkey?: string;
  readonly coldkeyFrom?: string;
  readonly hotkeyFrom?: string;
}

/** A coldkey and one hotkey. If the hotkey cannot be made, the coldkey stays: it may already have been written down. */
export async function createWallet(options: NewWalletOptions): Promise<{ coldkey: NewKey; hotkey: NewKey }> {
  const { password: _, coldkeyFrom, hotkeyFrom, ...shared } = options;
  const coldkey = await createColdkey({ ...options, from: coldkeyFrom });
  return { coldkey, hotkey: await createHotkey({ ...shared, from: hotkeyFrom }) };
}
