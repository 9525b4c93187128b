// Opens and lists wallets. Opening reads public halves only; secrets are read when a key is unlocked.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { CryptoProvider, KeyPair } from "@plexus/core/crypto";
import { decryptKeyFile, wrappingOf } from "./keyfile/decryptKeyFile.js";
import { readKeyFileAddress, readKeyPair } from "./keyfile/keyFileJson.js";
import { WalletError } from "./walletError.js";
import { walletPaths, walletsFolder } from "./walletPaths.js";

export interface StoredKey {
  readonly path: string;
  /** Undefined where the secret is encrypted and no public half lies beside it. */
  readonly address: string | undefined;
  readonly encrypted: boolean;
  /** Reads the secret. Throws WalletError `PasswordRequired`, `WrongPassword`, `NotFound`, `BadKeyFile`. */
  unlock(password?: string): Promise<KeyPair>;
}

export interface Wallet {
  readonly name: string;
  readonly folder: string;
  /** Undefined where there is no such key: a machine that only works holds no coldkey. */
  readonly coldkey: StoredKey | undefined;
  readonly hotkey: StoredKey | undefined;
  /** Address of the coldkey, known from coldkeypub.txt even where its secret is elsewhere. */
  readonly coldkeyAddress: string | undefined;
}

export interface OpenWalletOptions {
  readonly name: string;
  readonly hotkey?: string;
  readonly path?: string;
  readonly crypto: CryptoProvider;
}

async function readOptional(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR" || code === "EISDIR") return undefined;
    throw new WalletError("Unreadable", `${path} cannot be read (${code})`, { cause });
  }
}

async function openKey(path: string, publicPath: string, crypto: CryptoProvider): Promise<StoredKey | undefined> {
  const [file, publicFile] = await Promise.all([readOptional(path), readOptional(publicPath)]);
  if (file === undefined) return undefined;
  const encrypted = wrappingOf(file) !== "plain";
  const source = publicFile ?? (encrypted ? undefined : file);
  const address = source === undefined ? undefined : readKeyFileAddress(source.toString("utf8"));
  return {
    path,
    address,
    encrypted,
    async unlock(password) {
      const current = await readOptional(path);
      if (current === undefined) throw new WalletError("NotFound", `${path} is gone`);
      const pair = readKeyPair(await decryptKeyFile(current, password), crypto);
      if (address !== undefined && pair.address !== address) {
        throw new WalletError("BadKeyFile", `${path} holds ${pair.address}, its public half says ${address}`);
      }
      return pair;
    },
  };
}

/** Throws WalletError `NotFound` where the wallet has neither coldkey nor this hotkey. */
export async function openWallet(options: OpenWalletOptions): Promise<Wallet> {
  const { name, crypto } = options;
  const paths = walletPaths(name, options.hotkey ?? "default", options.path);
  const [coldkey, hotkey, coldkeyPublic] = await Promise.all([
    openKey(paths.coldkey, paths.coldkeyPublic, crypto),
    openKey(paths.hotkey, paths.hotkeyPublic, crypto),
    readOptional(paths.coldkeyPublic),
  ]);
  if (coldkey === undefined && hotkey === undefined && coldkeyPublic === undefined) {
    throw new WalletError("NotFound", `no wallet ${name} in ${walletsFolder(options.path)}`);
  }
  const coldkeyAddress =
    coldkeyPublic === undefined ? coldkey?.address : readKeyFileAddress(coldkeyPublic.toString("utf8"));
  return { name, folder: paths.folder, coldkey, hotkey, coldkeyAddress };
}

export interface WalletListing {
  readonly name: string;
  readonly coldkeyAddress: string | undefined;
  readonly hotkeys: { readonly name: string; readonly address: string | undefined }[];
}

async function addressAt(path: string): Promise<string | undefined> {
  const file = await readOptional(path);
  if (file === undefined || wrappingOf(file) !== "plain") return undefined;
  try {
    return readKeyFileAddress(file.toString("utf8"));
  } catch {
    return undefined;
  }
}

/** All wallets in the folder, by name; a damaged file is listed without its address. */
export async function listWallets(path?: string): Promise<WalletListing[]> {
  const root = walletsFolder(path);
  const folders = await readdir(root, { withFileTypes: true }).catch(() => []);
  const names = folders
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map((entry) => entry.name)
    .sort();
  return Promise.all(
    names.map(async (name) => {
      const files = (await readdir(join(root, name, "hotkeys")).catch(() => [])).filter(
        (file) => !/pub\.txt$|\.part$|^\./.test(file),
      );
      const hotkeys = await Promise.all(
        files.sort().map(async (hotkey) => {
          const whole = join(root, name, "hotkeys", hotkey);
          return { name: hotkey, address: (await addressAt(`${whole}pub.txt`)) ?? (await addressAt(whole)) };
        }),
      );
      return { name, coldkeyAddress: await addressAt(join(root, name, "coldkeypub.txt")), hotkeys };
    }),
  );
}
